import type { Bitmap, Mask, Superpixels } from "../../protocol/messages.ts";
import { bitmapOf, covers, type Size } from "./mask.ts";

/** Each pixel's segment, row-major. */
export interface Segments extends Size {
  count: number;
  labels: Uint16Array;
}

/** Reads the message once; its labels are little-endian, whatever this machine is. */
export function segmentsOf(message: Superpixels): Segments {
  const [height = 0, width = 0] = message.labels.shape;
  const bytes = message.labels.data;
  const labels = new Uint16Array(height * width);
  for (let index = 0; index < labels.length; index++) {
    labels[index] = (bytes[2 * index] ?? 0) | ((bytes[2 * index + 1] ?? 0) << 8);
  }
  return { height, width, count: message.count, labels };
}

/** The segment under a pixel; null outside the image. */
export function segmentAt(segments: Segments, row: number, column: number): number | null {
  if (row < 0 || column < 0 || row >= segments.height || column >= segments.width) return null;
  return segments.labels[row * segments.width + column] ?? null;
}

/** A segment as a mask; null where there is none of that number. */
export function segmentMask(segments: Segments, segment: number): Bitmap | null {
  const flags = new Uint8Array(segments.labels.length);
  for (let index = 0; index < flags.length; index++) flags[index] = segments.labels[index] === segment ? 1 : 0;
  return bitmapOf(flags, segments);
}

/** A line from (row, column) to (row, column), in corners of pixels. */
export type Edge = readonly [number, number, number, number];

/** Lines between pixels of different segments, neighbouring ones joined, to draw outlines at any size. */
export function outlines(segments: Segments): Edge[] {
  const { height, width, labels } = segments;
  const edges: Edge[] = [];
  for (let row = 1; row < height; row++) {
    joinRuns(
      width,
      (column) => labels[row * width + column] !== labels[(row - 1) * width + column],
      (from, to) => {
        edges.push([row, from, row, to]);
      },
    );
  }
  for (let column = 1; column < width; column++) {
    joinRuns(
      height,
      (row) => labels[row * width + column] !== labels[row * width + column - 1],
      (from, to) => {
        edges.push([from, column, to, column]);
      },
    );
  }
  return edges;
}

/** Lines around what a mask hides, likewise. */
export function maskEdges(mask: Mask): Edge[] {
  const [bottom, right] = [mask.top + mask.height, mask.left + mask.width];
  const edges: Edge[] = [];
  for (let row = mask.top; row <= bottom; row++) {
    joinRuns(
      mask.width,
      (at) => covers(mask, row, mask.left + at) !== covers(mask, row - 1, mask.left + at),
      (from, to) => edges.push([row, mask.left + from, row, mask.left + to]),
    );
  }
  for (let column = mask.left; column <= right; column++) {
    joinRuns(
      mask.height,
      (at) => covers(mask, mask.top + at, column) !== covers(mask, mask.top + at, column - 1),
      (from, to) => edges.push([mask.top + from, column, mask.top + to, column]),
    );
  }
  return edges;
}

/** The pixels of a segment, row by row: lines from the middle of a run's left edge to that of its right one. */
export function segmentRuns({ height, width, labels }: Segments, segment: number): Edge[] {
  const runs: Edge[] = [];
  for (let row = 0; row < height; row++) {
    joinRuns(
      width,
      (column) => labels[row * width + column] === segment,
      (from, to) => runs.push([row + 0.5, from, row + 0.5, to]),
    );
  }
  return runs;
}

/** Calls `add` with the ends of each run of places where `differs` holds. */
function joinRuns(length: number, differs: (at: number) => boolean, add: (from: number, to: number) => unknown): void {
  let start = -1;
  for (let at = 0; at <= length; at++) {
    const here = at < length && differs(at);
    if (here && start < 0) start = at;
    if (!here && start >= 0) {
      add(start, at);
      start = -1;
    }
  }
}
