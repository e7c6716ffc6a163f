import type { Cluster, Tensor } from "../../../src/protocol/messages";
import { changeOf } from "../../../src/structure/layerRows/change";
import type { RowAnswer } from "../../../src/structure/layerRows/rowAnswers";
import { predictionsOf } from "../samples";

/** Differences of one row, stored as bytes around 127. */
export function signed(scale: number, bytes: readonly number[]): Tensor {
  return { shape: [1, bytes.length], dtype: "u1", scale, offset: -127 * scale, data: Uint8Array.from(bytes) };
}

/** A row's answer of one cluster: a picture between two values, and what differs. */
export function answerOf([low, high]: readonly [number, number], difference: Tensor | null): RowAnswer {
  const representative = { ...signed((high - low) / 255, [0]), offset: low };
  const cluster: Cluster = {
    index: 0,
    channels: [0],
    mean_entropy: 0,
    mean_score: 0,
    explained_variance: 1,
    representative,
    difference,
  };
  const { classes } = predictionsOf([1, 0.5]);
  return { classes, clusters: [cluster], changes: [difference && changeOf(difference)] };
}
