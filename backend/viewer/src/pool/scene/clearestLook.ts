import { axes, type Direction } from "../../scene/framing.ts";

type Point = readonly number[];

/** Degrees to the right and upward between two directions that are tried, and how far they go. */
const STEP = 10;
const RIGHT = { least: -60, most: 60 };
const UP = { least: -10, most: 40 };
const RADIANS = Math.PI / 180;
/** Cells along the side of an image, by which areas are counted. */
const CELLS = 4;
/** How much more must be seen for each radian that a look is off the usual one, as a share: small gains are not worth it. */
const PRICE = 0.12;
/** Nearest that two corners of the body may be seen to each other, as a share of its longest edge: their labels need room. */
const CORNERS_APART = 0.3;
/** How far outside the triangle of the other three a corner is seen, in shares of that triangle's height. */
const OUTSIDE = 0.15;

/**
 * The direction from which images hide least of each other: of a grid of directions around `usual`, that in which all of
 * them together cover the largest area, seen from far away. What is only a little better does not count against the usual
 * direction, and none is taken in which two of the `corners` come close to each other or one is seen between the others:
 * its label would lie over the images.
 *
 * `points` are the images' middles and `side` their side, in metres.
 */
export function clearestLook(
  points: readonly Point[],
  side: number,
  corners: readonly Point[],
  usual: Direction,
): Direction {
  let best = usual;
  let most = coveredArea(points, side, usual);
  for (let up = UP.least; up <= UP.most; up += STEP) {
    for (let right = RIGHT.least; right <= RIGHT.most; right += STEP) {
      const direction = { azimuth: right * RADIANS, elevation: up * RADIANS };
      if (cornersApart(corners, direction) < CORNERS_APART || cornerWithin(corners, direction)) continue;
      const off = Math.hypot(direction.azimuth - usual.azimuth, direction.elevation - usual.elevation);
      const area = coveredArea(points, side, direction) / (1 + PRICE * off);
      if (area > most) [best, most] = [direction, area];
    }
  }
  return best;
}

/** The area that squares of `side` around points cover together, seen from far away, in square metres. */
export function coveredArea(points: readonly Point[], side: number, direction: Direction): number {
  const cell = side / CELLS;
  const covered = new Set<number>();
  for (const [x, y] of seen(points, direction)) {
    const [column, row] = [Math.round(x / cell), Math.round(y / cell)];
    for (let across = 0; across < CELLS; across++) {
      for (let down = 0; down < CELLS; down++) covered.add((column + across + 4096) * 8192 + row + down + 4096);
    }
  }
  return covered.size * cell * cell;
}

/** The least distance at which two corners are seen, as a share of the largest distance that two of them have. */
function cornersApart(corners: readonly Point[], direction: Direction): number {
  const flat = seen(corners, direction);
  let [least, longest] = [Number.POSITIVE_INFINITY, 0];
  flat.forEach(([x, y], k) => {
    for (let other = 0; other < k; other++) {
      const [otherX, otherY] = flat[other] ?? [0, 0];
      least = Math.min(least, Math.hypot(x - otherX, y - otherY));
      const [a, b] = [corners[k] ?? [], corners[other] ?? []];
      longest = Math.max(longest, Math.hypot(...a.map((value, axis) => value - (b[axis] ?? 0))));
    }
  });
  return longest > 0 ? least / longest : 1;
}

/** Whether one of four corners is seen within the triangle of the others, or not far enough outside it. */
function cornerWithin(corners: readonly Point[], direction: Direction): boolean {
  const flat = seen(corners, direction);
  return flat.some(([x, y], k) => {
    const [[ax, ay] = [0, 0], [bx, by] = [0, 0], [cx, cy] = [0, 0]] = flat.filter((_, other) => other !== k);
    const whole = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    const second = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / whole;
    const third = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / whole;
    return Math.min(1 - second - third, second, third) > -OUTSIDE;
  });
}

/** Points as they are seen from far away: to the right and up. */
function seen(points: readonly Point[], direction: Direction): [number, number][] {
  const { right, up } = axes(direction);
  const along = (point: Point, axis: readonly number[]) =>
    point.reduce((sum, value, k) => sum + value * (axis[k] ?? 0), 0);
  return points.map((point) => [along(point, right), along(point, up)]);
}
