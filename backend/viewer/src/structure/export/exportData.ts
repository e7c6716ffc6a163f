import type { ClusteredLayer, Layers, Predictions } from "../../protocol/messages.ts";
import { classChanges } from "../predictions/change.ts";
import { type Criterion, criterionName, meanName } from "../scene/criterion.ts";

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

/** One row for each cluster of each layer that is clustered by the criterion. */
export function clusterRows(columns: readonly (ClusteredLayer | null)[], criterion: Criterion): Row[] {
  const header = ["position", "layer", "height", "width", "channels", "cluster", "groups"];
  const rows: Row[] = [[...header, "cluster_channels", columnName(meanName(criterion)), "explained_variance"]];
  for (const column of columns) {
    if (column?.criterion !== criterion) continue;
    for (const cluster of column.clusters) {
      rows.push([
        column.position,
        column.layer,
        column.height,
        column.width,
        column.channels,
        cluster.index,
        column.groups,
        cluster.channels.length,
        cluster.mean_score,
        cluster.explained_variance,
      ]);
    }
  }
  return rows;
}

/** One row for each channel of each layer that is clustered by the criterion. */
export function scoreRows(columns: readonly (ClusteredLayer | null)[], criterion: Criterion): Row[] {
  const rows: Row[] = [["position", "layer", "channel", columnName(criterionName(criterion)), "cluster"]];
  for (const column of columns) {
    if (column?.criterion !== criterion) continue;
    const clusterOf = new Map(column.clusters.flatMap(({ index, channels }) => channels.map((at) => [at, index])));
    (column.scores ?? column.entropies).forEach((score, channel) => {
      rows.push([column.position, column.layer, channel, score, clusterOf.get(channel) ?? null]);
    });
  }
  return rows;
}

/** As a table's columns are called. */
function columnName(words: string): string {
  return words.replaceAll(" ", "_");
}
