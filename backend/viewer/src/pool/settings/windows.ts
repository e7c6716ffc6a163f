import type { Area, Window } from "../../protocol/messages.ts";

/** The most masked copies one pool may have; a server's default, so that a larger pool is refused before it is sent. */
export const MAX_IMAGES = 4096;

/** The most windows one request may name. */
export const MAX_WINDOWS = 8;

/** Rows and columns of a network's input, in pixels. */
export interface Sides {
  height: number;
  width: number;
}

/** A network's input, and the part of it that the picture fills; all of it where none is named. */
export interface FilledSides extends Sides {
  filled?: Area | undefined;
}

/** What the server takes for `windows: null`: 3/8, 1/4 and 1/8 of the side of a square as large as the input, or of
 * less where the largest would not fit into it, stride half a window; the smallest are left out where there are too many. They are the same for every picture. */
export function defaultWindows({ height, width }: Sides): Window[] {
  const sides = { height, width };
  const side = Math.min(Math.floor(Math.sqrt(height * width)), Math.floor((Math.min(height, width) * 8) / 3));
  const sizes = [3, 2, 1].map((eighths) => Math.max(1, Math.floor((side * eighths + 4) / 8)));
  const windows = [...new Set(sizes)].map((size) => ({ size, stride: Math.max(1, Math.floor(size / 2)) }));
  while (windows.length > 1 && countOf(sides, windows, false) > MAX_IMAGES) windows.pop();
  if (countOf(sides, windows, false) <= MAX_IMAGES) return windows;
  return windows.map(({ size }) => ({ size, stride: size }));
}

/** Masked copies that one window gives: one for each position that hides something of the picture. */
export function windowCount({ height, width, filled }: FilledSides, window: Window): number {
  const { top, left, ...part } = filled ?? { top: 0, left: 0, height, width };
  return startCount(height, window, top, part.height) * startCount(width, window, left, part.width);
}

/**
 * Positions along an edge of n pixels that touch the part of it from `first` on: of 0, t, 2t, … below n − s, and n − s
 * itself, those that begin before the part's end and end after its beginning.
 */
function startCount(edge: number, { size, stride }: Window, first: number, length: number): number {
  const last = edge - size;
  /** Of the starts below the last, how many there are before a place. */
  const before = (place: number) => Math.ceil(Math.max(0, Math.min(place, last)) / stride);
  const flush = last > first - size && last < first + length ? 1 : 0;
  return before(first + length) - before(first - size + 1) + flush;
}

/**
 * Masked copies that each window adds to the pool, in the order given; null for one that is out of range. The server
 * lays a window that is named twice only once, and of the smallest one, where it is refined, a quarter of the places,
 * rounded up.
 */
export function windowCounts(sides: FilledSides, windows: readonly Window[], refine = false): (number | null)[] {
  const smallest = refine ? smallestOf(windows) : null;
  const counted = new Set<string>();
  return windows.map((window) => {
    if (windowProblem(sides, window)) return null;
    if (counted.has(nameOf(window))) return 0;
    counted.add(nameOf(window));
    const all = windowCount(sides, window);
    return nameOf(window) === smallest ? Math.ceil(all / 4) : all;
  });
}

/** Masked copies of a whole pool with so many fills, 0 where the server would refuse it. */
export function poolCount(sides: FilledSides, windows: readonly Window[], refine = false, fills = 1): number {
  return windowsProblem(sides, windows, refine, fills) ? 0 : fills * countOf(sides, windows, refine);
}

/** Copies that will represent each of the labels at the corners: as many as asked for, as far as the pool goes round. */
export function selectedPerLabel(copies: number, perLabel: number, corners: number): number {
  return Math.min(perLabel, Math.floor(copies / corners));
}

function countOf(sides: FilledSides, windows: readonly Window[], refine: boolean): number {
  return windowCounts(sides, windows, refine).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

/** The window that is refined; null where there is no larger one that would say where. */
function smallestOf(windows: readonly Window[]): string | null {
  const ordered = different(windows).sort((a, b) => b.size - a.size || b.stride - a.stride);
  const last = ordered.at(-1);
  return ordered.length > 1 && last ? nameOf(last) : null;
}

function nameOf({ size, stride }: Window): string {
  return `${size}/${stride}`;
}

function different(windows: readonly Window[]): Window[] {
  return [...new Map(windows.map((window) => [nameOf(window), window])).values()];
}

/** Why the server would refuse one window, or null. */
export function windowProblem({ height, width }: Sides, { size, stride }: Window): string | null {
  const side = Math.min(height, width);
  if (!Number.isInteger(size) || size < 1 || size > side) {
    return `Expected a window of 1 to ${side} pixels, got ${size}. It must fit inside the ${width} × ${height} input.`;
  }
  if (!Number.isInteger(stride) || stride < 1 || stride > size) {
    return `Expected a stride of 1 to ${size} pixels, got ${stride}. A larger one would leave pixels uncovered.`;
  }
  return null;
}

/** Why the server would refuse the windows with so many fills: the first that is wrong, too few, too many copies. */
export function windowsProblem(
  sides: FilledSides,
  windows: readonly Window[],
  refine = false,
  fills = 1,
): string | null {
  if (windows.length === 0) return "Expected at least one window size, got none. Add one.";
  if (windows.length > MAX_WINDOWS) return `Expected at most ${MAX_WINDOWS} windows, got ${windows.length}.`;
  for (const window of windows) {
    const problem = windowProblem(sides, window);
    if (problem) return problem;
  }
  if (refine && different(windows).length < 2) {
    return "Expected two different windows or more to refine, got one. Add a larger one, or do not refine.";
  }
  if (refine && fills > 1) return `Expected one fill to refine, got ${fills}. Choose one, or do not refine.`;
  const count = fills * countOf(sides, windows, refine);
  if (count <= MAX_IMAGES) return null;
  const fewer = fills > 1 ? "fewer windows or fills" : "fewer windows";
  return `Expected at most ${MAX_IMAGES} masked copies, got ${count}. Choose a larger stride or ${fewer}.`;
}

/** Windows as the address has them, `84/42,56/28`; undefined where the text is none. */
export function parseWindows(text: string): Window[] | undefined {
  const windows = text.split(",").map((part) => /^(\d{1,5})\/(\d{1,5})$/.exec(part));
  if (windows.length > MAX_WINDOWS) return undefined;
  const found: Window[] = [];
  for (const match of windows) {
    const [size, stride] = [Number(match?.[1]), Number(match?.[2])];
    if (!(size >= 1 && stride >= 1)) return undefined;
    found.push({ size, stride });
  }
  return found;
}

/** The opposite of `parseWindows`. */
export function formatWindows(windows: readonly Window[]): string {
  return windows.map(nameOf).join(",");
}
