import { SCENES } from "./scenes.ts";

const P = SCENES.pool;

/** A point of scene 2 in metres: x right, y up, z towards the viewer. */
export type WorldPoint = [x: number, y: number, z: number];

/** Where a position of a message (a vertex, an image) stands in the world. */
export function worldPoint(position: readonly number[]): WorldPoint {
  const [x = 0, y = 0, z = 0] = position;
  return [P.circumradius * x, P.centre_height + P.circumradius * y, P.circumradius * z];
}

/** Centre of the tetrahedron. */
export const POOL_CENTRE: WorldPoint = worldPoint([0, 0, 0]);
