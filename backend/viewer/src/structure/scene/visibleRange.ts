import { columnPitch, columnX } from "../../geometry/structureLayout.ts";
import type { ViewRange } from "./events.ts";

/** What stands in columns, in metres: how many there are, of how many files the widest is, and their lower and upper end. */
export interface Strip {
  columns: number;
  files: number;
  bottom: number;
  top: number;
}

/** Places looked at for each column. */
const FINENESS = 4;
/** A place counts as in view where at least this share of the most that is seen of any is seen of it. */
const ENOUGH = 0.5;

/**
 * The columns that a camera sees, by its actual projection. `matrix` is its projection times its inverse place in the
 * world, column-major. Where columns run out of the view's top or bottom, those of which little is left do not count.
 * Null where none is in view.
 */
export function visibleRange(matrix: readonly number[], strip: Strip): ViewRange | null {
  const places = Array.from({ length: strip.columns * FINENESS + 1 }, (_none, index) => index / FINENESS);
  const shares = places.map((place) => {
    const x = columnX(0, strip.files) + (place - 0.5) * columnPitch(strip.files);
    return visibleShare(matrix, x, strip.bottom, strip.top);
  });
  const most = Math.max(0, ...shares);
  if (most === 0) return null;
  const enough = (share: number) => share >= ENOUGH * most;
  const first = shares.findIndex(enough);
  const last = shares.findLastIndex(enough);
  return {
    from: between(places, shares, first, first - 1, ENOUGH * most),
    to: between(places, shares, last, last + 1, ENOUGH * most),
  };
}

/** The place between two at which the share is `wanted`; that of the inner one where there is no outer one. */
function between(places: number[], shares: number[], inner: number, outer: number, wanted: number): number {
  const [at, beyond] = [places[inner] ?? 0, places[outer]];
  const [share, less] = [shares[inner] ?? 0, shares[outer] ?? 0];
  if (beyond === undefined || share === less) return at;
  return at + ((share - wanted) / (share - less)) * (beyond - at);
}

/** The share of the upright line from (x, bottom) to (x, top) that lies within the view. */
function visibleShare(matrix: readonly number[], x: number, bottom: number, top: number): number {
  const m = (index: number) => matrix[index] ?? 0;
  const seen = (y: number) => [0, 1, 3].map((row) => m(row) * x + m(4 + row) * y + m(12 + row));
  const [lower, upper] = [seen(bottom), seen(top)];
  let from = 0;
  let to = 1;
  for (const [axis, sign] of [
    [0, 1],
    [0, -1],
    [1, 1],
    [1, -1],
  ] as const) {
    // Within this edge of the view where w ± x, or w ± y, is not negative.
    const begins = (lower[2] ?? 0) + sign * (lower[axis] ?? 0);
    const ends = (upper[2] ?? 0) + sign * (upper[axis] ?? 0);
    if (begins < 0 && ends < 0) return 0;
    const crossing = begins / (begins - ends);
    if (begins < 0) from = Math.max(from, crossing);
    else if (ends < 0) to = Math.min(to, crossing);
  }
  return Math.max(0, to - from);
}
