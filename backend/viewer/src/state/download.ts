import { toBase64 } from "../protocol/base64.ts";

/** Milliseconds after which a browser has surely begun to save. */
const RELEASE_AFTER = 60_000;

/** Text that a spreadsheet would take for a formula. */
const FORMULA = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/** Lets the browser save `blob` under `name`, as a download. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), RELEASE_AFTER);
}

/**
 * A table as CSV (RFC 4180): rows end with CR LF, null and numbers that are not finite are empty cells. Text that a
 * spreadsheet would run as a formula gets an apostrophe in front.
 */
export function csv(rows: (string | number | null)[][]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Any message as JSON, bytes as base64, as the server itself would write it. */
export function messageToJson(message: object): string {
  return JSON.stringify(message, (_name, value: unknown) => (value instanceof Uint8Array ? toBase64(value) : value), 1);
}
