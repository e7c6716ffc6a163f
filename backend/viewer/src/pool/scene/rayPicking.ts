import type { Ray, Vector3 } from "three";
import { RAISED } from "./imageMaterial.ts";
import type { Instances, Stand } from "./instances.ts";
import { HALF_SIDE } from "./picking.ts";

const stand: Stand = { x: 0, y: 0, z: 0, side: 0, fade: 0 };

/** What a ray hits: the image's place in the arrays, and how far along the ray; place −1 for nothing. */
export interface Hit {
  place: number;
  distance: number;
}

/**
 * The nearest image along a ray, of images that stand upright and face a head; written into `hit`. A chosen one counts as
 * near as it is drawn. All in the scene's metres; the ray's direction has length 1. It is looked for in every frame, so
 * nothing is created.
 */
export function pickAlong(images: Instances, { origin, direction }: Ray, head: Vector3, now: number, hit: Hit): Hit {
  hit.place = -1;
  hit.distance = Number.POSITIVE_INFINITY;
  const { count, to } = images;
  let nearest = Number.POSITIVE_INFINITY;
  const moving = now < images.settledAt;
  const { x: ox, y: oy, z: oz } = origin;
  const { x: dx, y: dy, z: dz } = direction;
  for (let i = 0; i < count; i++) {
    if (moving) images.at(i, now, stand);
    else {
      stand.x = to[4 * i] as number;
      stand.y = to[4 * i + 1] as number;
      stand.z = to[4 * i + 2] as number;
      stand.side = to[4 * i + 3] as number;
    }
    const half = stand.side * HALF_SIDE;
    const cx = stand.x - ox;
    const cy = stand.y - oy;
    const cz = stand.z - oz;
    // Most images are nowhere near the ray: a ball around each says so without a square root.
    const along = cx * dx + cy * dy + cz * dz;
    if (cx * cx + cy * cy + cz * cz - along * along > 2 * half * half || !images.reachable(i)) continue;
    const distance = meetSquare(cx, cy, cz, half, direction, head.x - stand.x, head.y - stand.y, head.z - stand.z);
    const near = distance - (images.raised(i) ? RAISED * stand.side : 0);
    if (near >= nearest) continue;
    nearest = near;
    hit.place = i;
    hit.distance = distance;
  }
  return hit;
}

/**
 * How far along a ray from the origin a square is met whose middle is at c and which faces along b (of any length),
 * upright; infinite where it is not. The same turn as in the images' shader.
 */
function meetSquare(
  cx: number,
  cy: number,
  cz: number,
  half: number,
  { x: dx, y: dy, z: dz }: Vector3,
  bx: number,
  by: number,
  bz: number,
): number {
  const slope = dx * bx + dy * by + dz * bz;
  const distance = (cx * bx + cy * by + cz * bz) / slope;
  if (!(distance >= 0)) return Number.POSITIVE_INFINITY;
  const px = dx * distance - cx;
  const py = dy * distance - cy;
  const pz = dz * distance - cz;
  const level = Math.hypot(bx, bz);
  if (Math.abs(px * bz - pz * bx) > half * level) return Number.POSITIVE_INFINITY;
  const up = py * level * level - by * (px * bx + pz * bz);
  return Math.abs(up) > half * level * Math.hypot(level, by) ? Number.POSITIVE_INFINITY : distance;
}
