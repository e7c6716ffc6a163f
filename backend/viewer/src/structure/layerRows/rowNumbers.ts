import type { Row as TableRow } from "../export/exportData.ts";
import type { RowAnswer } from "./rowAnswers.ts";
import type { Row } from "./rowImages.ts";
import type { Fall } from "./rowOrder.ts";

/** A row with what is known of it. */
export interface RowFacts {
  readonly row: Row;
  readonly answer: RowAnswer | undefined;
  readonly fall: Fall | null;
}

/** The rows as a table: the answer, what became of the original's, and how much each of `clusters` clusters changed. */
export function numberRows(facts: readonly RowFacts[], layer: string, clusters: number): TableRow[] {
  const changes = Array.from({ length: clusters }, (_none, index) => [
    `cluster_${index + 1}_mean_change`,
    `cluster_${index + 1}_largest_change`,
  ]);
  const answers = ["class", "name", "probability", "original_class_probability", "original_class_fall"];
  const heads = ["image", "layer", "fill", ...answers, ...changes.flat()];
  return [heads, ...facts.map(({ row, answer, fall }) => numberRow(row, answer, fall, layer, clusters))];
}

function numberRow(
  row: Row,
  answer: RowAnswer | undefined,
  fall: Fall | null,
  layer: string,
  clusters: number,
): TableRow {
  const [top] = answer?.classes ?? [];
  // Of a class that is among the ten no more, it is not known how probable it is.
  const known = fall && !fall.atMost ? fall : null;
  return [
    row.name,
    layer,
    row.masks.length > 0 ? row.fill : null,
    top?.label.index ?? null,
    top?.label.name ?? null,
    top?.probability ?? null,
    known?.now ?? null,
    known ? known.before - known.now : null,
    ...Array.from({ length: clusters }, (_none, index) => answer?.changes[index] ?? null).flatMap((change) => [
      change?.mean ?? null,
      change?.largest ?? null,
    ]),
  ];
}
