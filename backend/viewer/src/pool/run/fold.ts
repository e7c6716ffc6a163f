import type { PartOf } from "../../protocol/answers.ts";
import type { ClassLabel, ClassScore, PoolImage, PoolVertex, Tensor, Window } from "../../protocol/messages.ts";

/** A pool as far as it is known: while it arrives, and when it is whole. */
export interface PoolSoFar {
  /** The label most probable for the whole image. */
  original: ClassScore;
  /** The label that the pool is about, with its probability in the whole image. */
  examined: ClassScore;
  windows: Window[];
  /** The labels at the corners, two to four; they may still change while it is not whole. */
  vertices: PoolVertex[];
  /** By rising `index`; with gaps while it is not whole, for images arrive in any order. */
  images: PoolImage[];
  /** Every class that is the most probable one of an image, by its index. */
  labels: ReadonlyMap<number, ClassLabel>;
  /** Whether every image is here; only then are the selection and the three pictures known. */
  whole: boolean;
  image: Tensor | null;
  /** What shows through the masks of each fill. */
  fillImages: Tensor[] | null;
  /** Mean drop of the examined label's probability by pixel, (height, width). */
  importance: Tensor | null;
}

/** What is known after one more part. */
export function fold(before: PoolSoFar | null, part: PartOf<"pools">): PoolSoFar {
  if (part.kind === "pool") {
    const { content } = part;
    return {
      original: content.original,
      examined: content.examined,
      windows: content.windows,
      vertices: content.vertices,
      images: content.images,
      labels: byIndex(content.labels),
      whole: true,
      image: content.image,
      fillImages: [content.fill_image, ...(content.more_fill_images ?? []).map(({ image }) => image)],
      importance: content.importance,
    };
  }
  const { content } = part;
  const earlier = content.relabelled || !before || before.whole ? null : before;
  return {
    original: content.original,
    examined: content.examined,
    windows: content.windows,
    vertices: content.vertices,
    images: [...(earlier?.images ?? []), ...content.images].sort((a, b) => a.index - b.index),
    labels: new Map([...(before?.labels ?? []), ...byIndex(content.labels)]),
    whole: false,
    image: null,
    fillImages: null,
    importance: null,
  };
}

/**
 * What to show of a pool that is computed again, because the server went away in the middle: the pool from before,
 * until the new one has caught up with it.
 */
export function furtherOf(before: PoolSoFar | null, again: PoolSoFar | null): PoolSoFar | null {
  if (!before || !again) return before ?? again;
  return again.whole || again.images.length >= before.images.length ? again : before;
}

/** A class that stands at a vertex, is the original's, is examined, or is the most probable one of an image. */
export function labelOf(pool: PoolSoFar, index: number): ClassLabel {
  const known = pool.labels.get(index) ?? pool.vertices.find((vertex) => vertex.label.index === index)?.label;
  if (known) return known;
  for (const { label } of [pool.original, pool.examined]) if (label.index === index) return label;
  return { index, name: `class ${index}`, meaning: null };
}

/** The image with this place in the pool, where it has arrived. */
export function imageAt(pool: PoolSoFar | null, index: number | null): PoolImage | undefined {
  return pool?.images.find((image) => image.index === index);
}

/** How the mask changes the probability of the examined label; negative where it takes something away. */
export function change(pool: PoolSoFar, image: PoolImage): number {
  return image.original_probability - pool.examined.probability;
}

function byIndex(labels: readonly ClassLabel[]): Map<number, ClassLabel> {
  return new Map(labels.map((label) => [label.index, label]));
}
