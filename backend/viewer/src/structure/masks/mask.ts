import type { Bitmap, Mask, Rectangle } from "../../protocol/messages.ts";
import { packBits, unpackBits } from "./bits.ts";

/** Height and width in pixels. */
export interface Size {
  height: number;
  width: number;
}

/** A pixel, or a place between pixels while a pointer moves. */
export interface Point {
  row: number;
  column: number;
}

/** The rectangle of pixels that `mask` lies within. */
export interface Box extends Size {
  top: number;
  left: number;
}

/** A mask of the list, with an id that stays the same while it is moved or resized. */
export interface PlacedMask {
  readonly id: number;
  readonly mask: Mask;
  /** Whether it was made with the superpixel tool, for its picture in the list; an address does not say. */
  readonly superpixel?: boolean;
}

let lastId = 0;

/** Gives `mask` a place in a list. */
export function placed(mask: Mask): PlacedMask {
  lastId += 1;
  return { id: lastId, mask };
}

/** The rectangle between two pixels, both included, cut to the image; null where it lies outside. */
export function rectangleBetween(a: Point, b: Point, size: Size): Rectangle | null {
  const top = Math.floor(Math.min(a.row, b.row));
  const left = Math.floor(Math.min(a.column, b.column));
  const bottom = Math.floor(Math.max(a.row, b.row));
  const right = Math.floor(Math.max(a.column, b.column));
  return cutRectangle({ kind: "rectangle", top, left, height: bottom - top + 1, width: right - left + 1 }, size);
}

/** `rectangle` without what lies outside the image; null where nothing is left. */
export function cutRectangle(rectangle: Rectangle, size: Size): Rectangle | null {
  const top = Math.max(0, rectangle.top);
  const left = Math.max(0, rectangle.left);
  const height = Math.min(size.height, rectangle.top + rectangle.height) - top;
  const width = Math.min(size.width, rectangle.left + rectangle.width) - left;
  return height > 0 && width > 0 ? { kind: "rectangle", top, left, height, width } : null;
}

/** Whether `mask` hides the pixel. */
export function covers(mask: Mask, row: number, column: number): boolean {
  const y = row - mask.top;
  const x = column - mask.left;
  if (y < 0 || x < 0 || y >= mask.height || x >= mask.width) return false;
  if (mask.kind === "rectangle") return true;
  const index = y * mask.width + x;
  return (((mask.data[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1;
}

/** The mask that lies on top at a pixel: the one added last. */
export function topmostAt(masks: readonly PlacedMask[], row: number, column: number): PlacedMask | null {
  return masks.findLast(({ mask }) => covers(mask, row, column)) ?? null;
}

/** One byte per pixel of the image, 1 where any mask hides it. */
export function coverage(masks: readonly Pick<PlacedMask, "mask">[], size: Size): Uint8Array {
  const flags = new Uint8Array(size.height * size.width);
  for (const { mask } of masks) lay(mask, flags, size);
  return flags;
}

/** Sets the flags of an image that `mask` hides. */
function lay(mask: Mask, flags: Uint8Array, size: Size): void {
  const bits = mask.kind === "bitmap" ? unpackBits(mask.data, mask.height * mask.width) : null;
  const firstRow = Math.max(0, mask.top);
  const lastRow = Math.min(size.height, mask.top + mask.height);
  const firstColumn = Math.max(0, mask.left);
  const lastColumn = Math.min(size.width, mask.left + mask.width);
  for (let row = firstRow; row < lastRow; row++) {
    if (!bits) {
      if (lastColumn > firstColumn) flags.fill(1, row * size.width + firstColumn, row * size.width + lastColumn);
      continue;
    }
    const start = (row - mask.top) * mask.width - mask.left;
    for (let column = firstColumn; column < lastColumn; column++) {
      if (bits[start + column]) flags[row * size.width + column] = 1;
    }
  }
}

/** The smallest bitmap of the flags of an image; null where none is set. */
export function bitmapOf(flags: Uint8Array, size: Size): Bitmap | null {
  const box = boxOf(flags, size);
  if (!box) return null;
  const inside = new Uint8Array(box.height * box.width);
  for (let row = 0; row < box.height; row++) {
    const start = (box.top + row) * size.width + box.left;
    inside.set(flags.subarray(start, start + box.width), row * box.width);
  }
  return { kind: "bitmap", ...box, data: packBits(inside) };
}

function boxOf(flags: Uint8Array, size: Size): Box | null {
  let top = size.height;
  let bottom = -1;
  let left = size.width;
  let right = -1;
  for (let row = 0; row < size.height; row++) {
    const line = flags.subarray(row * size.width, (row + 1) * size.width);
    const first = line.indexOf(1);
    if (first < 0) continue;
    top = Math.min(top, row);
    bottom = row;
    left = Math.min(left, first);
    right = Math.max(right, line.lastIndexOf(1));
  }
  return bottom < 0 ? null : { top, left, height: bottom - top + 1, width: right - left + 1 };
}

/** `mask` moved by whole pixels, kept within the image. */
export function moved(mask: Mask, rows: number, columns: number, size: Size): Mask {
  return {
    ...mask,
    top: clamp(mask.top + Math.round(rows), 0, size.height - mask.height),
    left: clamp(mask.left + Math.round(columns), 0, size.width - mask.width),
  };
}

/** `mask` for an input of another size; null where nothing is left of it. */
export function rescaled(mask: Mask, from: Size, to: Size): Mask | null {
  if (from.height === to.height && from.width === to.width) return mask;
  const y = to.height / from.height;
  const x = to.width / from.width;
  if (mask.kind === "rectangle") {
    const top = Math.round(mask.top * y);
    const left = Math.round(mask.left * x);
    const height = Math.max(1, Math.round((mask.top + mask.height) * y) - top);
    const width = Math.max(1, Math.round((mask.left + mask.width) * x) - left);
    return cutRectangle({ kind: "rectangle", top, left, height, width }, to);
  }
  const flags = new Uint8Array(to.height * to.width);
  for (let row = 0; row < to.height; row++) {
    for (let column = 0; column < to.width; column++) {
      if (covers(mask, Math.floor((row + 0.5) / y), Math.floor((column + 0.5) / x))) flags[row * to.width + column] = 1;
    }
  }
  return bitmapOf(flags, to);
}

/** Pixels that `mask` hides. */
export function area(mask: Mask): number {
  if (mask.kind === "rectangle") return mask.height * mask.width;
  return unpackBits(mask.data, mask.height * mask.width).reduce((sum, bit) => sum + bit, 0);
}

/** Whether two masks hide the same pixels in the same form. */
export function sameMask(a: Mask, b: Mask): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.top !== b.top || a.left !== b.left) return false;
  if (a.height !== b.height || a.width !== b.width) return false;
  if (a.kind !== "bitmap" || b.kind !== "bitmap") return true;
  const other = b.data;
  return a.data.length === other.length && a.data.every((byte, index) => byte === other[index]);
}

/** Whether two lists hold the same masks in the same order, whatever their ids. */
export function sameMasks(a: readonly PlacedMask[], b: readonly PlacedMask[]): boolean {
  return a.length === b.length && a.every((item, index) => sameMask(item.mask, (b[index] as PlacedMask).mask));
}

/** `value`, at least `low` and at most `high`; `low` where they cross. */
export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
