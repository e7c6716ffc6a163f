/** A point of a curve, or several that lie beside each other. */
export interface Point {
  /** Epochs since the beginning; of several, their mean. */
  readonly x: number;
  /** The value; of several, their mean. */
  readonly y: number;
  readonly low: number;
  readonly high: number;
  /** How many measures it stands for. */
  readonly count: number;
}

/** Points that are kept of a curve at most: about one for each pixel that it is wide. */
export const MAX_POINTS = 800;

/**
 * A curve that grows. When it has too many points, each two neighbours become one, from then on for good: what is kept and
 * drawn stays as much whatever its length, and a measure more costs the same.
 */
export class Series {
  private kept: Point[] = [];
  /** Measures of a point that is full. */
  private size = 1;
  private readonly most: number;

  constructor(most = MAX_POINTS) {
    this.most = most;
  }

  /** In the order of x. */
  get points(): readonly Point[] {
    return this.kept;
  }

  /** Takes a measure; `x` is not below that of any before. */
  add(x: number, y: number): void {
    const last = this.kept.at(-1);
    const one: Point = { x, y, low: y, high: y, count: 1 };
    if (last && last.count < this.size) this.kept[this.kept.length - 1] = together(last, one);
    else this.kept.push(one);
    if (this.kept.length <= this.most) return;
    this.kept = this.kept.flatMap((point, at, all) => {
      const next = all[at + 1];
      return at % 2 === 1 ? [] : [next ? together(point, next) : point];
    });
    this.size *= 2;
  }
}

function together(a: Point, b: Point): Point {
  const count = a.count + b.count;
  const mean = (one: number, other: number) => (one * a.count + other * b.count) / count;
  return { x: mean(a.x, b.x), y: mean(a.y, b.y), low: Math.min(a.low, b.low), high: Math.max(a.high, b.high), count };
}

/**
 * The curve without its noise: of each point the mean of all around it, in which what is `halfLife` epochs away, before or
 * after, counts half. So it does not lag behind, and its end still moves as more comes. Where `halfLife` is 0, the values
 * themselves.
 */
export function smoothed(points: readonly Point[], halfLife: number): number[] {
  if (halfLife <= 0) return points.map(({ y }) => y);
  const before = faded(points, halfLife);
  const after = faded(points.toReversed(), halfLife).reverse();
  return points.map(({ y, count }, at) => {
    // The point itself is in both.
    const [one, other] = [before[at], after[at]];
    const weight = (one?.weight ?? 0) + (other?.weight ?? 0) - count;
    return ((one?.sum ?? 0) + (other?.sum ?? 0) - y * count) / weight;
  });
}

/** Of each point the weighted sum of it and those before it, and the sum of their weights. */
function faded(points: readonly Point[], halfLife: number): { sum: number; weight: number }[] {
  let [sum, weight, last] = [0, 0, points[0]?.x ?? 0];
  return points.map(({ x, y, count }) => {
    const fade = 2 ** (-Math.abs(x - last) / halfLife);
    sum = sum * fade + y * count;
    weight = weight * fade + count;
    last = x;
    return { sum, weight };
  });
}
