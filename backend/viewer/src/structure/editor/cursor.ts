import { signal } from "@preact/signals";
import { clamp, cutRectangle, type Point, type Size } from "../masks/mask.ts";
import { addMask } from "../masks/masks.ts";
import type { Segments } from "../masks/superpixel.ts";
import { endStroke, removeAt, startStroke } from "./stroke.ts";
import { tool } from "./tools.ts";

/** The keyboard's place on the input: its centre in pixels, and the size of the rectangle that Enter adds. */
export interface Cursor {
  at: Point;
  height: number;
  width: number;
}

/** The cursor while the editor has the keyboard's focus; null otherwise. */
export const cursor = signal<Cursor | null>(null);

/** The mask that is pointed at in the list; null for none. */
export const marked = signal<number | null>(null);

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

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** What a key does on the input; true where it did something. Alt makes steps of one pixel. */
export function takeKey(event: KeyboardEvent, size: Size, segments: Segments | null): boolean {
  const now = cursor.value ?? middle(size);
  const arrow = ARROWS[event.key];
  if (arrow && !event.ctrlKey && !event.metaKey) {
    const step = event.altKey ? 1 : 8;
    cursor.value = event.shiftKey
      ? resized(now, arrow[0] * step, arrow[1] * step, size)
      : shifted(now, arrow[0] * step, arrow[1] * step, size);
    return true;
  }
  if (event.key === "Enter" || event.key === " ") {
    apply(now, size, segments);
    return true;
  }
  if (event.key === "Delete" || event.key === "Backspace") return removeAt(now.at);
  return false;
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

/** Does with the tool at the cursor what a click does; the rectangle becomes a mask. */
function apply(now: Cursor, size: Size, segments: Segments | null): void {
  if (tool.value === "rectangle" || tool.value === "move") {
    const frame = frameOf(now, size);
    if (frame) addMask(frame);
    return;
  }
  startStroke(now.at, size, segments);
  endStroke();
}
