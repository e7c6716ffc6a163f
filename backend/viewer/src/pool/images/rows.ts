import type { Boundary, PoolImage } from "../../protocol/messages.ts";
import { change, labelOf, type PoolSoFar } from "../run/fold.ts";

/** What the table of images can be sorted by. */
export type SortKey = "index" | "change" | "outside" | "distance" | "label";

/** Order of the table. */
export interface Order {
  key: SortKey;
  falling: boolean;
}

/** One line of the table. */
export interface Row {
  image: PoolImage;
  labelName: string;
  /** Change of the examined label's probability by the mask, −1..1. */
  change: number;
  /** Signed distance to the boundary; null where there is none. */
  distance: number | null;
  supportVector: boolean;
}

/** Signed distance of an image to the boundary in standardised logits, positive on the changed side. */
export function distanceOf(boundary: Boundary | null, index: number): number | null {
  return boundary?.distances[index] ?? null;
}

/** The lines for `images`, in the order asked for; ties stay in the pool's order. */
export function rows(
  pool: PoolSoFar,
  images: readonly PoolImage[],
  boundary: Boundary | null,
  supportVectors: ReadonlySet<number>,
  order: Order,
): Row[] {
  const lines = images.map((image) => ({
    image,
    labelName: labelOf(pool, image.label).name,
    change: change(pool, image),
    distance: distanceOf(boundary, image.index),
    supportVector: supportVectors.has(image.index),
  }));
  const compare = comparison(order.key);
  return lines.sort((a, b) => (order.falling ? compare(b, a) : compare(a, b)) || a.image.index - b.image.index);
}

/** The pool as rows of a CSV file, its header first; lengths in pixels, probabilities 0..1. */
export function csvRows(
  pool: PoolSoFar,
  boundary: Boundary | null,
  supportVectors: ReadonlySet<number>,
): (string | number | null)[][] {
  const header = [
    ...["index", "window_size", "window_stride", "mask_top", "mask_left", "mask_height", "mask_width", "fill"],
    ...["label_index", "label", "probability", "original_probability", "kept"],
    ...pool.vertices.map((vertex, k) => `probability_${k}_${vertex.label.name}`),
    ...["outside", "position_x", "position_y", "position_z", "represents", "distance", "support_vector"],
  ];
  const lines = pool.images.map((image) => [
    image.index,
    pool.windows[image.window]?.size ?? null,
    pool.windows[image.window]?.stride ?? null,
    ...[image.mask.top, image.mask.left, image.mask.height, image.mask.width, image.fill ?? null],
    ...[image.label, labelOf(pool, image.label).name, image.probability, image.original_probability],
    image.kept ? "yes" : "no",
    ...image.probabilities,
    image.outside,
    ...image.position,
    image.represents,
    distanceOf(boundary, image.index),
    boundary ? (supportVectors.has(image.index) ? "yes" : "no") : null,
  ]);
  return [header, ...lines];
}

function comparison(key: SortKey): (a: Row, b: Row) => number {
  switch (key) {
    case "index":
      return (a, b) => a.image.index - b.image.index;
    case "change":
      return (a, b) => a.change - b.change;
    case "outside":
      return (a, b) => a.image.outside - b.image.outside;
    case "distance":
      return (a, b) => (a.distance ?? Number.NEGATIVE_INFINITY) - (b.distance ?? Number.NEGATIVE_INFINITY);
    case "label":
      return (a, b) => a.labelName.localeCompare(b.labelName, "en");
  }
}
