/** A dot of the plot of distances: one image. */
export interface Dot {
  index: number;
  /** Signed distance, in standardised logits. */
  distance: number;
  /** Place in its stack, 0 nearest to the axis. */
  level: number;
}

/** The dots of one side, kept or changed, and the highest stack among them. */
export interface Stacks {
  dots: Dot[];
  levels: number;
}

/** The range of distances to plot: all of them, the boundary and both edges of the margin, with a little room. */
export function plotRange(distances: readonly number[], margin: number | null): [number, number] {
  const half = (margin ?? 0) / 2;
  let [low, high] = [-half, half];
  for (const distance of distances) {
    low = Math.min(low, distance);
    high = Math.max(high, distance);
  }
  const room = (high - low || 1) * 0.03;
  return [low - room, high + room];
}

/**
 * Dots stacked over an axis: distances are sorted into `columns` of equal width between `low` and `high`, and dots of
 * one column stand on each other in rising order of distance.
 */
export function stack(
  images: readonly { index: number; distance: number }[],
  [low, high]: readonly [number, number],
  columns: number,
): Stacks {
  const heights = new Array<number>(columns).fill(0);
  const sorted = [...images].sort((a, b) => a.distance - b.distance || a.index - b.index);
  const dots = sorted.map(({ index, distance }) => {
    const column = Math.min(columns - 1, Math.max(0, Math.floor(((distance - low) / (high - low)) * columns)));
    const level = heights[column] ?? 0;
    heights[column] = level + 1;
    return { index, distance, level };
  });
  return { dots, levels: Math.max(0, ...heights) };
}

/** Round numbers to mark an axis with, at most about `count` of them, 0 among them where it is in range. */
export function ticks([low, high]: readonly [number, number], count: number): number[] {
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => power * factor >= rough) ?? 10);
  const first = Math.ceil(low / step);
  const last = Math.floor(high / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}
