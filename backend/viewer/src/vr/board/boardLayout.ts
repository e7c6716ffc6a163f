import type { BoardItem } from "./boardItem.ts";

/** Where an item stands on a board, in em from its top left. */
export interface PlacedItem {
  readonly item: BoardItem;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Its text, line by line; empty where it has none. */
  readonly lines: readonly string[];
}

/** Em of the text around it. */
export const PADDING = 0.9;
export const GAP = 0.5;
export const LINE = 1.35;
export const TITLE = 1.25;
/** A button's height with one line: a fingertip, and a ray that trembles, must find it. */
const BUTTON = 2.3;
const BAR = 1.6;

/** Width of a text in em at size 1. */
export type Measure = (text: string, size: number) => number;

/** Lays items out below each other on a board so many em wide. */
export function layOut(
  items: readonly BoardItem[],
  width: number,
  measure: Measure,
): { placed: PlacedItem[]; height: number } {
  const placed: PlacedItem[] = [];
  let y = PADDING;
  for (const item of items) {
    y += place(item, PADDING, y, width - 2 * PADDING, measure, placed) + GAP;
  }
  return { placed, height: (items.length > 0 ? y - GAP : y) + PADDING };
}

/** How wide a board must be for the lines on it, in em. */
export function snugWidth(placed: readonly PlacedItem[], measure: Measure): number {
  const widths = placed.flatMap(({ item, lines }) => lines.map((line) => measure(line, sizeOf(item))));
  // A little more, so that a line that just fits is not broken by rounding.
  return Math.max(0, ...widths) + 2 * PADDING + 0.01;
}

/** Places an item, and returns its height. Buttons of a row are as high as its highest item. */
function place(item: BoardItem, x: number, y: number, width: number, measure: Measure, into: PlacedItem[]): number {
  if (item.kind === "row") {
    const each = (width - GAP * (item.items.length - 1)) / Math.max(1, item.items.length);
    const first = into.length;
    const heights = item.items.map((part, k) => place(part, x + k * (each + GAP), y, each, measure, into));
    const height = Math.max(0, ...heights);
    for (const placed of into.splice(first)) into.push(placed.item.kind === "button" ? { ...placed, height } : placed);
    return height;
  }
  const size = sizeOf(item);
  const inner = item.kind === "button" ? width - 2 * GAP : width;
  const text = textOf(item);
  const lines = text === "" ? [] : linesOf(text, inner, (line) => measure(line, size));
  const height = heightOf(item, lines.length * LINE * size);
  into.push({ item, x, y, width, height, lines });
  return height;
}

function sizeOf(item: BoardItem): number {
  return item.kind === "title" ? TITLE : 1;
}

function heightOf(item: Exclude<BoardItem, { kind: "row" }>, text: number): number {
  switch (item.kind) {
    case "title":
    case "text":
      return text;
    case "bar":
      return BAR;
    case "picture":
      return item.height + (item.label ? text : 0);
    case "button":
      return item.picture ? (item.height ?? 4) + text + 2 * GAP : Math.max(BUTTON, text + 2 * GAP);
  }
}

function textOf(item: Exclude<BoardItem, { kind: "row" }>): string {
  if (item.kind === "bar") return "";
  return item.kind === "title" || item.kind === "text" ? item.text : (item.label ?? "");
}

/** Breaks a text where words end; a word that is longer than a line is broken within. */
export function linesOf(text: string, width: number, measure: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    // By whole characters: one that UTF-16 has in two halves would be none.
    let rest = [...line];
    while (measure(line) > width && rest.length > 1) {
      let fits = rest.length - 1;
      while (fits > 1 && measure(rest.slice(0, fits).join("")) > width) fits--;
      lines.push(rest.slice(0, fits).join(""));
      rest = rest.slice(fits);
      line = rest.join("");
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}
