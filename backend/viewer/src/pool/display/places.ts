import type { Corners } from "../../geometry/poolLayout.ts";
import type { PoolImage } from "../../protocol/messages.ts";
import { linearPosition } from "./positionScale.ts";
import { Spread } from "./spread.ts";

type Point = readonly [number, number, number];

/** Keeps the places of images, so that those that are already placed are not computed again as others arrive. */
export class Places {
  private amount = -1;
  private corners: Corners = 4;
  private positionOf = linearPosition;
  private spread = new Spread(0);
  private placed: ReadonlySet<PoolImage> = new Set();
  private readonly points = new Map<number, Point>();

  /** Places by index in the pool; those of `images` that have none yet take theirs in this order. See `Spread`. */
  of(
    images: readonly PoolImage[],
    amount: number,
    corners: Corners = 4,
    positionOf = linearPosition,
  ): ReadonlyMap<number, Point> {
    const present = new Set(images);
    const same = amount === this.amount && corners === this.corners && positionOf === this.positionOf;
    const grows = same && [...this.placed].every((image) => present.has(image));
    if (!grows) {
      this.amount = amount;
      this.corners = corners;
      this.positionOf = positionOf;
      this.spread = new Spread(amount, corners, positionOf);
      this.placed = new Set();
      this.points.clear();
    }
    for (const image of images) if (!this.placed.has(image)) this.points.set(image.index, this.spread.add(image));
    this.placed = present;
    return this.points;
  }
}
