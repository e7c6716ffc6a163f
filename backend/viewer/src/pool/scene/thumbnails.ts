import { SCENES } from "../../geometry/scenes.ts";
import { ENLARGED } from "./imageMaterial.ts";

/** Sides of copies that keep their size on the screen, in CSS pixels, by how far from the eye they are. */
export interface Thumbnails {
  /** Side of one that is far away: no more than a dot. */
  readonly dot: number;
  /** Side of one that is near. */
  readonly picture: number;
  /** Distances in metres: up to `near` a copy is a picture, from `far` on a dot. */
  readonly near: number;
  readonly far: number;
}

/** What makes metres pixels: the projection's second diagonal, the canvas's height in CSS pixels, and thumbnails, if any. */
export interface Screen {
  lens: number;
  height: number;
  /** How copies keep their size on the screen; none where they are as large as they are. */
  thumbnails?: Thumbnails | null;
}

const USUAL = SCENES.pool.image_side;
const DOT = 7;
/** Side of a picture as a share of the canvas's shorter side, and its bounds. */
const SHARE = 0.05;
const LEAST = 24;
const MOST = 40;
/** In distances from which the whole body is seen: where copies are pictures, and where they are dots. */
const NEAR = 0.45;
const FAR = 1.6;

/** Thumbnails on a canvas with these sides, where the whole body is seen from `whole` metres away. */
export function thumbnailsOn({ width, height }: { width: number; height: number }, whole: number): Thumbnails {
  const picture = Math.min(MOST, Math.max(LEAST, SHARE * Math.min(width, height)));
  return { dot: DOT, picture, near: NEAR * whole, far: FAR * whole };
}

/**
 * Side in CSS pixels of an image that is seen at a distance: as large as it is, in metres; or where copies are thumbnails as
 * these are, and larger or smaller as its side is beside the usual one. What is enlarged is a picture, however far away. The
 * images' shader has the same formula.
 */
export function sideOnScreen({ lens, height, thumbnails }: Screen, side: number, distance: number): number {
  if (!thumbnails) return (side * lens * height) / (2 * distance);
  const { dot, picture, near, far } = thumbnails;
  const times = side / USUAL;
  const usual = mixed(picture, dot, smoothstep(near, far, distance));
  return times * mixed(usual, picture, clamp((times - 1) / (ENLARGED - 1)));
}

function smoothstep(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

function mixed(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
