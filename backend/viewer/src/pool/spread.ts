import { worldPoint } from "../geometry/poolLayout.ts";
import { SCENES } from "../geometry/scenes.ts";
import type { PoolImage } from "../protocol/messages.ts";

/** How many places around its own an image may be given, and how far from it the last one is, in sides of an image. */
const PLACES = 160;
const REACH = 1.6;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/**
 * Where images stand so that those at nearly the same position are told apart.
 *
 * Images take their places in the order they are added. Each takes its own position if no earlier image stands within
 * `distance` of it; else the first place of a fixed spiral of growing radius around it that is free; else, where there
 * is none, the last. So the same images in the same order always stand in the same places, an image that has its place
 * keeps it as others arrive, and none is ever moved by more than 1.6 sides of an image.
 */
export class Spread {
  readonly #distance: number;
  readonly #cells = new Map<number, number[]>();
  /** Where each image added so far stands, x, y, z in metres, three numbers for each. */
  readonly #points: number[] = [];

  /** `amount` 0 leaves every image in its exact position; 1 keeps them about half a side apart. */
  constructor(amount: number) {
    this.#distance = amount * 0.5 * SCENES.pool.image_side;
  }

  /** The place of one more image, in world coordinates. */
  add(image: PoolImage): [number, number, number] {
    const own = worldPoint(image.position);
    if (this.#distance <= 0) return own;
    let place = own;
    for (let step = 0; step < PLACES && this.#taken(place); step++) place = around(own, step, this.#distance);
    this.#take(place);
    return place;
  }

  #taken(point: readonly [number, number, number]): boolean {
    const nearest = this.#distance ** 2;
    const [column, row, depth] = this.#cell(point);
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++)
        for (let z = depth - 1; z <= depth + 1; z++)
          for (const start of this.#cells.get(key(x, y, z)) ?? [])
            if (this.#squared(start, point) < nearest) return true;
    return false;
  }

  #squared(start: number, [x, y, z]: readonly [number, number, number]): number {
    const points = this.#points;
    return (x - (points[start] ?? 0)) ** 2 + (y - (points[start + 1] ?? 0)) ** 2 + (z - (points[start + 2] ?? 0)) ** 2;
  }

  #take(point: readonly [number, number, number]): void {
    const cell = key(...this.#cell(point));
    const start = this.#points.push(...point) - 3;
    const others = this.#cells.get(cell);
    if (others) others.push(start);
    else this.#cells.set(cell, [start]);
  }

  #cell([x, y, z]: readonly [number, number, number]): [number, number, number] {
    const side = this.#distance;
    return [Math.floor(x / side), Math.floor(y / side), Math.floor(z / side)];
  }
}

/** The place `step` of the spiral: evenly over spheres (a Fibonacci lattice) whose radius grows with the cube root. */
function around(own: readonly [number, number, number], step: number, distance: number): [number, number, number] {
  const farthest = REACH * SCENES.pool.image_side;
  const radius = Math.min(farthest, distance * Math.cbrt(step + 1) * 1.01);
  const height = 1 - (2 * (((step * 7) % PLACES) + 0.5)) / PLACES;
  const ring = Math.sqrt(1 - height * height);
  const angle = step * GOLDEN_ANGLE;
  return [own[0] + radius * ring * Math.cos(angle), own[1] + radius * height, own[2] + radius * ring * Math.sin(angle)];
}

/** One number for a cell; cells of a tetrahedron of 2.4 m are within ±1024 for sides above 2.5 mm. */
function key(x: number, y: number, z: number): number {
  return ((x + 1024) * 2048 + (y + 1024)) * 2048 + (z + 1024);
}
