import { ARROWS } from "../../ui/arrowKeys.ts";
import type { Pixel } from "./covering.ts";

/** Rows and columns that an arrow key moves by; with Shift it is one. */
const STEP = 8;

/** The pixel that an arrow key leads to, within a map: from its middle where none is read. Null for another key. */
export function pixelAfter(
  from: Pixel | null,
  event: KeyboardEvent,
  { width, height }: { width: number; height: number },
): Pixel | null {
  const arrow = ARROWS[event.key];
  if (!arrow) return null;
  const { row, column } = from ?? { row: height >> 1, column: width >> 1 };
  const step = event.shiftKey ? 1 : STEP;
  const within = (place: number, count: number) => Math.min(Math.max(place, 0), count - 1);
  return { row: within(row + arrow[0] * step, height), column: within(column + arrow[1] * step, width) };
}
