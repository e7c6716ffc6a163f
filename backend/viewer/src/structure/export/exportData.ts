import type { ClusteredLayer, Layers, Predictions } from "../../protocol/messages.ts";
import { classChanges } from "../predictions/change.ts";

/** A row of a table. */
export type Row = (string | number | null)[];

/** The scene as one message of the protocol; columns that have not arrived are left out. */
export function layersMessage(predictions: Predictions, columns: readonly (ClusteredLayer | null)[]): Layers {
  return { predictions, layers: columns.filter((column) => column !== null) };
}

/** The classes, with the unmasked image's probabilities beside them. */
export function predictionRows(predictions: Predictions, original: Predictions | null): Row[] {
  const rows: Row[] = [["rank", "class", "name", "probability", "probability_unmasked", "change"]];
  classChanges(predictions, original).forEach(({ score, before, change }, index) => {
    rows.push([index + 1, score.label.index, score.label.name, score.probability, before, change]);
  });
  return rows;
}

/** One row for each cluster of each layer. */
export function clusterRows(columns: readonly (ClusteredLayer | null)[]): Row[] {
  const header = ["position", "layer", "height", "width", "channels", "cluster"];
  const rows: Row[] = [[...header, "cluster_channels", "mean_entropy", "explained_variance"]];
  for (const column of columns) {
    if (!column) continue;
    for (const cluster of column.clusters) {
      rows.push([
        column.position,
        column.layer,
        column.height,
        column.width,
        column.channels,
        cluster.index,
        cluster.channels.length,
        cluster.mean_entropy,
        cluster.explained_variance,
      ]);
    }
  }
  return rows;
}

/** One row for each channel of each layer. */
export function entropyRows(columns: readonly (ClusteredLayer | null)[]): Row[] {
  const rows: Row[] = [["position", "layer", "channel", "entropy", "cluster"]];
  for (const column of columns) {
    if (!column) continue;
    const clusterOf = new Map(column.clusters.flatMap(({ index, channels }) => channels.map((at) => [at, index])));
    column.entropies.forEach((entropy, channel) => {
      rows.push([column.position, column.layer, channel, entropy, clusterOf.get(channel) ?? null]);
    });
  }
  return rows;
}
