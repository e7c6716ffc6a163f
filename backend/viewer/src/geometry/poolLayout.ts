import { SCENES } from "./scenes.ts";

const P = SCENES.pool;

/** A point of scene 2 in metres: x right, y up, z towards the viewer. */
export type WorldPoint = [x: number, y: number, z: number];

/** Where a position of a message (a vertex, an image) stands in the world. */
export function worldPoint(position: readonly number[]): WorldPoint {
  const [x = 0, y = 0, z = 0] = position;
  return [P.circumradius * x, P.centre_height + P.circumradius * y, P.circumradius * z];
}

/** How many labels stand at corners: of a segment, a triangle or a tetrahedron. */
export type Corners = 2 | 3 | 4;

/** As many corners as a network of so many classes has. */
export function cornersOf(classes: number): Corners {
  return classes <= 2 ? 2 : classes === 3 ? 3 : 4;
}

/** The vertices of the body with so many corners, as positions in messages have them. */
export function verticesOf(corners: Corners): readonly (readonly number[])[] {
  return corners === 2 ? P.segment : corners === 3 ? P.triangle : P.vertices;
}

/** What stands at the centre of the body. */
export const POOL_CENTRE: WorldPoint = worldPoint([0, 0, 0]);
