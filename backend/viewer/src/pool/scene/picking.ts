import type { Instances } from "./instances.ts";
import { type Screen, sideOnScreen } from "./thumbnails.ts";

/** How far an image is hit from its middle, in its sides: half of it, and its frame. */
export const HALF_SIDE = 0.56;

/** A camera and a canvas: `matrix` is projection · view, column-major. */
export interface Eye extends Screen {
  matrix: ArrayLike<number>;
  /** CSS pixels. */
  width: number;
}

/** Where a point of the world is on the canvas, in CSS pixels from its top left, and its distance; null behind the eye. */
export function onScreen(eye: Eye, x: number, y: number, z: number): { x: number; y: number; distance: number } | null {
  const m = eye.matrix;
  const at = (k: number) => (m[k] ?? 0) * x + (m[k + 4] ?? 0) * y + (m[k + 8] ?? 0) * z + (m[k + 12] ?? 0);
  const distance = at(3);
  if (distance <= 1e-6) return null;
  return {
    x: (0.5 + (0.5 * at(0)) / distance) * eye.width,
    y: (0.5 - (0.5 * at(1)) / distance) * eye.height,
    distance,
  };
}

/**
 * The image under a pointer at (x, y) in CSS pixels, or -1: in one pass over all, the raised one if it is hit, else the
 * one nearest to the eye. `slack` pixels around an image count as the image, for fingers; a direct hit goes before.
 */
export function pick(images: Instances, eye: Eye, now: number, x: number, y: number, slack: number): number {
  let best = -1;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let i = 0; i < images.count; i++) {
    if (!images.reachable(i)) continue;
    const stand = images.at(i, now);
    const centre = onScreen(eye, stand.x, stand.y, stand.z);
    if (!centre) continue;
    const half = HALF_SIDE * sideOnScreen(eye, stand.side, centre.distance);
    const away = Math.max(Math.abs(x - centre.x), Math.abs(y - centre.y)) - half;
    if (away > slack) continue;
    const score = (away > 0 ? 1e6 * (1 + away) : 0) + (images.raised(i) ? 0 : 1e3) + centre.distance;
    if (score < bestScore) [best, bestScore] = [i, score];
  }
  return best;
}
