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
import { type Segments, segmentAt, segmentMask } from "../masks/segments.ts";
import type { Tool } from "./tools.ts";

/** A rectangle smaller than this, in pixels either way, was a click and no rectangle. */
const MIN_DRAG = 3;

/** A stroke that has begun: gives the masks as they are with the hand at `point`, in pixels from the top left corner. */
export type Stroke = (point: Point) => readonly PlacedMask[];

/** What a stroke begins with. */
export interface StrokeBeginning {
  before: readonly PlacedMask[];
  start: Point;
  /** The network's input. */
  size: Size;
  brushSize: number;
  /** Null where they are not known. */
  segments: Segments | null;
}

/** Begins a stroke with one of the tools. */
export function beginStroke(tool: Tool, beginning: StrokeBeginning): Stroke {
  if (tool === "rectangle") return rectangleStroke(beginning);
  if (tool === "brush") return brushStroke(beginning);
  if (tool === "move") return moveOf(beginning);
  if (tool === "eraser") return eraserStroke(beginning);
  return superpixelStroke(beginning);
}

function rectangleStroke({ before, start, size }: StrokeBeginning): Stroke {
  const { id } = placed(EMPTY);
  return (point) => {
    const mask = rectangleBetween(start, point, size);
    if (!mask || (mask.height < MIN_DRAG && mask.width < MIN_DRAG)) return before;
    return [...before, { id, mask }];
  };
}

const EMPTY: Mask = { kind: "rectangle", top: 0, left: 0, height: 1, width: 1 };

function brushStroke({ before, start, size, brushSize }: StrokeBeginning): Stroke {
  const { id } = placed(EMPTY);
  const flags = new Uint8Array(size.height * size.width);
  let from = start;
  return (point) => {
    stamp(flags, size, from, point, brushSize / 2);
    from = point;
    const mask = bitmapOf(flags, size);
    return mask ? [...before, { id, mask }] : before;
  };
}

function moveOf({ before, start, size }: StrokeBeginning): Stroke {
  const held = topmostAt(before, Math.floor(start.row), Math.floor(start.column));
  if (!held) return () => before;
  return (point) => {
    const mask = moved(held.mask, point.row - start.row, point.column - start.column, size);
    if (sameMask(mask, held.mask)) return before;
    return before.map((item) => (item.id === held.id ? { ...item, mask } : item));
  };
}

/** Removes every mask that the hand passes over. */
function eraserStroke({ before }: StrokeBeginning): Stroke {
  let left = before;
  return (point) => {
    const found = topmostAt(left, Math.floor(point.row), Math.floor(point.column));
    if (found) left = left.filter((item) => item !== found);
    return left;
  };
}

/** Masks the segments that the hand passes over, or frees them, if the first was masked. */
function superpixelStroke({ before, start, segments }: StrokeBeginning): Stroke {
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
