import { csv, saveFile } from "../../state/download.ts";
import { say } from "../../ui/notice.ts";
import { fileName } from "../export/fileName.ts";
import { numberRows } from "./rowNumbers.ts";
import type { RowsShown } from "./rowsShown.ts";

/** Rows that a saved picture shows at most: browsers draw nothing much higher. */
export const PICTURE_ROWS = 120;

/** Saves the numbers of every row, in their order. */
export function saveTable(shown: RowsShown): void {
  const { answers, layer, ordered, reference, scales, session } = shown;
  const rows = [...(reference.value ? [reference.value] : []), ...ordered.value];
  const facts = rows.map((row) => ({ row, answer: answers.answerTo(row), fall: shown.fallOf(row) }));
  const table = numberRows(facts, layer.value?.name ?? "", scales.value.length);
  saveFile(new Blob([csv(table)], { type: "text/csv;charset=utf-8" }), fileName(session.subject, "layer-rows", "csv"));
}

/** Saves the rows as a picture, as they are shown. */
export async function savePicture(shown: RowsShown): Promise<void> {
  try {
    const { rowsPicture } = await import("./rowsPicture.ts");
    saveFile(await rowsPicture(shown), fileName(shown.session.subject, "layer-rows", "png"));
  } catch (error) {
    say(`The picture could not be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}
