import { type Corners, worldPoint } from "../../geometry/poolLayout.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { PoolImage } from "../../protocol/messages.ts";
import { linearPosition } from "./positionScale.ts";

/** How many places around its own an image may be given, and how far from it the last one is, in sides of an image. */
const PLACES = 160;
const REACH: Record<Corners, number> = { 2: 9, 3: 3, 4: 1.6 };
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

type Point = readonly [number, number, number];

/**
 * Where images stand so that those at nearly the same position are told apart.
 *
 * Images take their places in the order they are added. Each takes its own position if no earlier image stands within
 * `distance` of it; else the first place of a fixed spiral of growing radius around it that is free; else, where there
 * is none, the last. So the same images in the same order always stand in the same places, an image that has its place
 * keeps it as others arrive, and none is ever moved by more than 1.6 sides of an image.
 *
 * What is flat is looked at from the front: images in a triangle stay in its plane, within 3 sides of their position, and
 * those on a segment only go up and down, by up to 9 sides, so that along it every place is exact.
 */
export class Spread {
  private readonly distance: number;
  private readonly corners: Corners;
  private readonly positionOf: (image: PoolImage) => readonly number[];
  private readonly cells = new Map<number, number[]>();
  /** Where each image added so far stands, x, y, z in metres, three numbers for each. */
  private readonly points: number[] = [];

  /** `amount` 0 leaves every image in its exact position; 1 keeps them about half a side apart. */
  constructor(amount: number, corners: Corners = 4, positionOf = linearPosition) {
    this.positionOf = positionOf;
    this.corners = corners;
    this.distance = amount * 0.5 * SCENES.pool.image_side;
  }

  /** The place of one more image, in world coordinates. */
  add(image: PoolImage): Point {
    const own = worldPoint(this.positionOf(image));
    if (this.distance <= 0) return own;
    let place: Point = own;
    for (let step = 0; step < PLACES && this.taken(place); step++) place = this.around(own, step);
    this.take(place);
    return place;
  }

  private around(own: Point, step: number): Point {
    const farthest = REACH[this.corners] * SCENES.pool.image_side;
    const [across, up, near] = SPIRALS[this.corners](step, this.distance, farthest);
    return [own[0] + across, own[1] + up, own[2] + near];
  }

  private taken(point: Point): boolean {
    const nearest = this.distance ** 2;
    const [column, row, depth] = this.cell(point);
    for (let x = column - 1; x <= column + 1; x++)
      for (let y = row - 1; y <= row + 1; y++)
        for (let z = depth - 1; z <= depth + 1; z++)
          for (const start of this.cells.get(key(x, y, z)) ?? []) if (this.squared(start, point) < nearest) return true;
    return false;
  }

  private squared(start: number, [x, y, z]: Point): number {
    const points = this.points;
    return (x - (points[start] ?? 0)) ** 2 + (y - (points[start + 1] ?? 0)) ** 2 + (z - (points[start + 2] ?? 0)) ** 2;
  }

  private take(point: Point): void {
    const cell = key(...this.cell(point));
    const start = this.points.push(...point) - 3;
    const others = this.cells.get(cell);
    if (others) others.push(start);
    else this.cells.set(cell, [start]);
  }

  private cell([x, y, z]: Point): Point {
    const side = this.distance;
    return [Math.floor(x / side), Math.floor(y / side), Math.floor(z / side)];
  }
}

type Spiral = (step: number, distance: number, farthest: number) => Point;

/** The place `step` of the spiral from its beginning, by the number of corners. */
const SPIRALS: Record<Corners, Spiral> = { 2: upAndDown, 3: overDisc, 4: overSpheres };

/** Evenly over spheres (a Fibonacci lattice) whose radius grows with the cube root. */
function overSpheres(step: number, distance: number, farthest: number): Point {
  const radius = Math.min(farthest, distance * Math.cbrt(step + 1) * 1.01);
  const height = 1 - (2 * (((step * 7) % PLACES) + 0.5)) / PLACES;
  const ring = Math.sqrt(1 - height * height);
  const angle = step * GOLDEN_ANGLE;
  return [radius * ring * Math.cos(angle), radius * height, radius * ring * Math.sin(angle)];
}

/** Evenly over a disc that faces the viewer. */
function overDisc(step: number, distance: number, farthest: number): Point {
  // Neighbours in this spiral (Vogel 1979) are about 1.7 times its factor apart.
  const radius = Math.min(farthest, distance * Math.sqrt(step + 1) * 0.62);
  const angle = step * GOLDEN_ANGLE;
  return [radius * Math.cos(angle), radius * Math.sin(angle), 0];
}

/** Above and below in turns. */
function upAndDown(step: number, distance: number, farthest: number): Point {
  const away = Math.min(farthest, distance * (Math.floor(step / 2) + 1) * 1.01);
  return [0, step % 2 ? -away : away, 0];
}

/** One number for a cell; cells of a body of 2.4 m are within ±1024 for sides above 2.5 mm. */
function key(x: number, y: number, z: number): number {
  return ((x + 1024) * 2048 + (y + 1024)) * 2048 + (z + 1024);
}
