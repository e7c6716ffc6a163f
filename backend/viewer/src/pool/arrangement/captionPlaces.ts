import type { Caption } from "../scene/arrangement.ts";

/** Least distance of two captions of rows, and from a caption to what it is about, in CSS pixels. */
const LINE = 15;
const GAP = 6;

interface Place {
  x: number;
  y: number;
}

/** What says where a point of the scene is on the canvas, in CSS pixels. */
interface Seeing {
  projectPoint(point: Caption["point"]): Place | null;
}

/**
 * Where captions stand on the canvas, in CSS pixels: the end of one to the left, the foot of one above. Null for one that
 * is not to be seen: of rows too near each other to be read some are left out.
 */
export function placeCaptions(scene: Seeing, captions: readonly Caption[]): (Place | null)[] {
  let free = Number.NEGATIVE_INFINITY;
  return captions.map(({ point, at }) => {
    const seen = scene.projectPoint(point);
    if (!seen || (at === "left" && seen.y < free)) return null;
    if (at === "above") return { x: seen.x, y: seen.y - GAP };
    free = seen.y + LINE;
    return { x: seen.x - GAP, y: seen.y };
  });
}
