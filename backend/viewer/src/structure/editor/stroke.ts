import type { Mask } from "../../protocol/messages.ts";
import { stamp } from "../masks/brush.ts";
import {
  area,
  bitmapOf,
  moved,
  type PlacedMask,
  type Point,
  placed,
  rectangleBetween,
  type Size,
  sameMask,
  topmostAt,
} from "../masks/mask.ts";
import { commit, draft, masks, removeMask } from "../masks/masks.ts";
import { type Segments, segmentAt, segmentMask } from "../masks/superpixel.ts";
import { brushSize, type Tool, tool } from "./tools.ts";

/** A rectangle smaller than this, in pixels either way, was a click and no rectangle. */
const SMALLEST_DRAG = 3;

/** A stroke that has begun: gives the masks as they are with the hand at `point`. */
type Stroke = (point: Point) => readonly PlacedMask[];

let stroke: Stroke | null = null;
let last: Point | null = null;

/**
 * A hand goes down on the input at `point` (pixels from its top left corner). What it draws stands in `draft` until
 * it is lifted.
 */
export function startStroke(point: Point, size: Size, segments: Segments | null): void {
  stroke = begin(tool.value, point, size, segments);
  moveStroke(point);
}

/** It moves. */
export function moveStroke(point: Point): void {
  if (!stroke) return;
  last = point;
  draft.value = stroke(point);
}

/** It is lifted: what it drew becomes a step that can be undone. False where there are too many masks. */
export function endStroke(): boolean {
  const drawn = stroke && last ? stroke(last) : null;
  stroke = null;
  last = null;
  if (!drawn || drawn === masks.value) {
    draft.value = null;
    return true;
  }
  return commit(drawn);
}

/** What it drew is dropped. */
export function cancelStroke(): void {
  stroke = null;
  last = null;
  draft.value = null;
}

/** Whether a hand is drawing. */
export function drawing(): boolean {
  return stroke !== null;
}

/** Removes the mask under `point`; false where there is none. */
export function removeAt(point: Point): boolean {
  const found = topmostAt(masks.value, Math.floor(point.row), Math.floor(point.column));
  if (found) removeMask(found.id);
  return found !== null;
}

function begin(kind: Tool, start: Point, size: Size, segments: Segments | null): Stroke {
  const before = masks.value;
  if (kind === "rectangle") return rectangleStroke(before, start, size);
  if (kind === "brush") return brushStroke(before, start, size);
  if (kind === "move") return moveOf(before, start, size);
  if (kind === "eraser") return eraserStroke(before);
  return superpixelStroke(before, start, segments);
}

function rectangleStroke(before: readonly PlacedMask[], start: Point, size: Size): Stroke {
  const { id } = placed(EMPTY);
  return (point) => {
    const mask = rectangleBetween(start, point, size);
    if (!mask || (mask.height < SMALLEST_DRAG && mask.width < SMALLEST_DRAG)) return before;
    return [...before, { id, mask }];
  };
}

const EMPTY: Mask = { kind: "rectangle", top: 0, left: 0, height: 1, width: 1 };

function brushStroke(before: readonly PlacedMask[], start: Point, size: Size): Stroke {
  const { id } = placed(EMPTY);
  const flags = new Uint8Array(size.height * size.width);
  let from = start;
  return (point) => {
    stamp(flags, size, from, point, brushSize.value / 2);
    from = point;
    const mask = bitmapOf(flags, size);
    return mask ? [...before, { id, mask }] : before;
  };
}

function moveOf(before: readonly PlacedMask[], start: Point, size: Size): Stroke {
  const held = topmostAt(before, Math.floor(start.row), Math.floor(start.column));
  if (!held) return () => before;
  return (point) => {
    const mask = moved(held.mask, point.row - start.row, point.column - start.column, size);
    if (sameMask(mask, held.mask)) return before;
    return before.map((item) => (item.id === held.id ? { ...item, mask } : item));
  };
}

/** Removes every mask that the hand passes over. */
function eraserStroke(before: readonly PlacedMask[]): Stroke {
  let left = before;
  return (point) => {
    const found = topmostAt(left, Math.floor(point.row), Math.floor(point.column));
    if (found) left = left.filter((item) => item !== found);
    return left;
  };
}

/** Masks the segments that the hand passes over, or frees them, if the first was masked. */
function superpixelStroke(before: readonly PlacedMask[], start: Point, segments: Segments | null): Stroke {
  if (!segments) return () => before;
  const first = segmentAt(segments, Math.floor(start.row), Math.floor(start.column));
  const firstMask = first === null ? null : segmentMask(segments, first);
  const freeing = firstMask !== null && before.some((item) => sameMask(item.mask, firstMask));
  const seen = new Set<number>();
  let now = before;
  return (point) => {
    const segment = segmentAt(segments, Math.floor(point.row), Math.floor(point.column));
    if (segment === null || seen.has(segment)) return now;
    seen.add(segment);
    const mask = segmentMask(segments, segment);
    if (!mask || area(mask) === 0) return now;
    const there = now.find((item) => sameMask(item.mask, mask));
    if (freeing && there) now = now.filter((item) => item !== there);
    if (!freeing && !there) now = [...now, { ...placed(mask), superpixel: true }];
    return now;
  };
}
