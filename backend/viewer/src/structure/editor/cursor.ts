import { ARROWS } from "../../ui/arrowKeys.ts";
import { clamp, cutRectangle, type Point, type Size } from "../masks/mask.ts";

/** The keyboard's place on the input: its centre in pixels, and the size of the rectangle that Enter adds. */
export interface Cursor {
  at: Point;
  height: number;
  width: number;
}

/** A cursor in the middle of the input. */
export function middle(size: Size): Cursor {
  const side = Math.round(Math.min(size.height, size.width) / 4);
  return { at: { row: size.height / 2, column: size.width / 2 }, height: side, width: side };
}

/** The rectangle around the cursor, cut to the image. */
export function frameOf(now: Cursor, size: Size) {
  const top = Math.round(now.at.row - now.height / 2);
  const left = Math.round(now.at.column - now.width / 2);
  return cutRectangle({ kind: "rectangle", top, left, height: now.height, width: now.width }, size);
}

/** The cursor after an arrow key; null for other keys. Shift resizes its rectangle; Alt makes steps of one pixel. */
export function moveCursor(now: Cursor, event: KeyboardEvent, size: Size): Cursor | null {
  const arrow = ARROWS[event.key];
  if (!arrow || event.ctrlKey || event.metaKey) return null;
  const step = event.altKey ? 1 : 8;
  const change = event.shiftKey ? resized : shifted;
  return change(now, arrow[0] * step, arrow[1] * step, size);
}

function shifted(now: Cursor, rows: number, columns: number, size: Size): Cursor {
  const at = {
    row: clamp(now.at.row + rows, 0, size.height - 0.5),
    column: clamp(now.at.column + columns, 0, size.width - 0.5),
  };
  return { ...now, at };
}

function resized(now: Cursor, rows: number, columns: number, size: Size): Cursor {
  return {
    ...now,
    height: clamp(now.height + rows, 1, size.height),
    width: clamp(now.width + columns, 1, size.width),
  };
}
