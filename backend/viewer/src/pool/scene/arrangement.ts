import type { Rectangle as Frame } from "../../scene/framing.ts";

/** How the masked copies are arranged in the scene. */
export const ARRANGEMENTS = ["tetrahedron", "photo", "drop"] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

/** The thesis's. */
export const USUAL_ARRANGEMENT: Arrangement = "tetrahedron";

type Point = readonly [number, number, number];

/** Where a copy stands that has its place in a plane; lengths in metres. */
export interface Tile {
  readonly point: Point;
  readonly side: number;
  /** Width of what the tile shows of the photo around its mask's middle, as a share of the photo's longer side; 0 for a whole copy. */
  readonly cut: number;
}

/** Words beside copies: above what begins at `point`, or to the left of it. */
export interface Caption {
  readonly point: Point;
  readonly at: "above" | "left";
  readonly text: string;
  /** What is said more quietly behind it. */
  readonly more?: string;
}

/** Copies in a plane that is looked at from the front. */
export interface Layout {
  /** By index in the pool. */
  readonly tiles: ReadonlyMap<number, Tile>;
  readonly captions: readonly Caption[];
  /** Where the photo lies under the copies. */
  readonly photos: readonly Frame[];
  /** What there is to see, in metres of the plane z = 0. */
  readonly frame: Frame;
}
