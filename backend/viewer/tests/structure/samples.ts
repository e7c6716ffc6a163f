import { signal } from "@preact/signals";
import type { Cluster, ClusteredLayer, Layer, Predictions } from "../../src/protocol/messages";
import { Subject } from "../../src/state/subject";

const PIXEL = { top: 0, left: 0, height: 1, width: 1 };
const FRAMING = { fit: "crop" as const, crop_at: 0.5, photo: PIXEL, input: PIXEL };

/** A map of one pixel. */
export const TENSOR = { shape: [1, 1], dtype: "u1" as const, scale: 0.5, offset: 1, data: Uint8Array.of(7) };

/** What a network answers: classes by their index, with probabilities. */
export function predictionsOf(...scores: [number, number][]): Predictions {
  const classes = scores.map(([index, probability]) => ({
    label: { index, name: `class ${index}`, meaning: null },
    probability,
  }));
  return { image: TENSOR, framing: FRAMING, masks: [], classes };
}

/** A column of two clusters. */
export function columnOf(position: number, name = `layer ${position}`): ClusteredLayer {
  return {
    position,
    layer: name,
    channels: 2,
    height: 1,
    width: 1,
    entropies: [0.5, 0.25],
    criterion: "entropy",
    scores: null,
    groups: "own",
    clusters: [clusterOf(0, 0.25, 1), clusterOf(1, 0.5, null)],
  };
}

/** A cluster of one map: of two, the other one than its index. */
function clusterOf(index: number, score: number, explained: number | null): Cluster {
  return {
    index,
    channels: [1 - index],
    mean_entropy: score,
    mean_score: score,
    explained_variance: explained,
    representative: TENSOR,
    difference: null,
  };
}

/** The same column, clustered by mean activation. */
export function activeColumnOf(position: number): ClusteredLayer {
  const column = columnOf(position);
  const clusters = column.clusters.map((cluster) => ({ ...cluster, mean_score: -10 - cluster.index }));
  return { ...column, criterion: "mean_activation", scores: [-11, -10], clusters };
}

/** A layer of a network. */
export function layerOf(name: string, kind = "convolution", shown = true): Layer {
  const place = { title: `Title of ${name}`, section: "Stage 1", block: 1 };
  return { name, kind, shown, output: name, height: 1, width: 1, channels: 1, stage: 0, ...place };
}

/** An image, known by its id, in a network. */
export function subjectOf(imageId: string, networkId: string): Subject {
  return new Subject(
    signal({
      imageId,
      title: imageId,
      origin: "link",
      thumbnailUrl: null,
      width: 0,
      height: 0,
      credit: null,
      note: null,
    }),
    signal(networkId),
  );
}
