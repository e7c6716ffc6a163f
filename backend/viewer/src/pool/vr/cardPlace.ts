import { Vector3 } from "three";
import { headingOf } from "../../vr/scenePlace.ts";

/** It is never nearer to the eyes than this, in metres. */
const NEAREST = 0.45;
/** Beside what it tells of, and at most so far, in radians. */
const GAP = 0.03;
const MOST_ASIDE = 0.42;
/** How high above the eyes it stands for its image's sake, for a metre of distance. */
const HIGHEST = 0.1;
/** An image within so many radians of the body's middle leaves the card on its side. */
const UNDECIDED = 0.03;
/** Free space between a card and a label, in radians. */
const CLEAR = 0.02;

const UP = new Vector3(0, 1, 0);
/** Ways for a card out of a label's way: as it is, above, below. */
const LIFTS = [0, 1, -1] as const;

/** Where a card's image, and the body, stand in the world; lengths in metres. */
export interface CardSpot {
  readonly image: Vector3;
  /** Half the side of the image. */
  readonly half: number;
  readonly centre: Vector3;
  /** How far the body reaches from its centre. */
  readonly reach: number;
}

/** A panel that a card must not lie over: its middle in the world, half its width and height in metres. */
export interface Obstacle {
  readonly middle: Vector3;
  halfWidth: number;
  halfHeight: number;
}

/** Finds where a card stands for a head: beside its image, over none of the labels. */
export class CardPlace {
  /** Where its middle is, in the world. */
  readonly position = new Vector3();
  /** How far from the head that is. */
  distance = 1;
  /** On which side of its image it stands: 1 for the left, as the head sees it. */
  side: 1 | -1 = -1;
  private readonly way = new Vector3();
  private readonly other = new Vector3();

  /**
   * Finds it for a card whose `width` and `height` are metres at a distance of one metre; on the other side of the image
   * where one is `taken`. Where a label is in the way it goes above it, below it, or to the image's other side.
   */
  find(
    { width, height }: { width: number; height: number },
    spot: CardSpot,
    head: Vector3,
    taken: 1 | -1 | null,
    labels: readonly Obstacle[],
  ): void {
    const middle = headingOf(this.way.copy(spot.centre).sub(head));
    const off = within(headingOf(this.way.copy(spot.image).sub(head)) - middle);
    if (Math.abs(off) > UNDECIDED) this.side = off > 0 ? 1 : -1;
    if (this.side === taken) this.side = taken > 0 ? -1 : 1;
    const wanted = this.side;
    for (const side of taken === null ? ([wanted, -wanted] as const) : [wanted]) {
      for (const lift of LIFTS) {
        this.side = side as 1 | -1;
        this.stand(width, height, spot, head, off, lift);
        if (!labels.some((label) => this.isOver(label, width, height, head))) return;
      }
    }
    this.side = wanted;
    this.stand(width, height, spot, head, off, 0);
  }

  private stand(width: number, height: number, spot: CardSpot, head: Vector3, off: number, lift: number): void {
    const { way } = this;
    const { image, half, centre, reach } = spot;
    const away = centre.distanceTo(head);
    this.distance = Math.max(NEAREST, Math.min(image.distanceTo(head), away - reach));
    way.copy(image).sub(head);
    const own = Math.atan(width / 2) + GAP;
    const beside = Math.asin(Math.min(1, half / way.length())) + own;
    const clear = Math.asin(Math.min(1, reach / Math.max(away, 1e-6))) + own - this.side * off;
    const aside = Math.max(beside, Math.min(clear, MOST_ASIDE));
    way.applyAxisAngle(UP, this.side * aside).normalize();
    // Rather above its image than below, where labels of the body's foot stand, but not high up.
    const rise = height / 2 - half / this.distance;
    way.y = Math.min(way.y + Math.max(0, rise), Math.max(way.y, HIGHEST)) + (lift * height) / 2;
    this.position.copy(head).add(way.setLength(this.distance));
  }

  /** Whether the card lies over a panel, or it over the card, as the head sees them. */
  private isOver({ middle, halfWidth, halfHeight }: Obstacle, width: number, height: number, head: Vector3): boolean {
    const { way, other } = this;
    way.copy(this.position).sub(head);
    other.copy(middle).sub(head);
    const distance = other.length();
    const across = Math.abs(within(headingOf(way) - headingOf(other)));
    const along = Math.abs(elevationOf(way) - elevationOf(other));
    return (
      across < Math.atan(width / 2) + Math.atan(halfWidth / distance) + CLEAR &&
      along < Math.atan(height / 2) + Math.atan(halfHeight / distance) + CLEAR
    );
  }
}

/** An angle as −π..π. */
function within(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

function elevationOf({ x, y, z }: Vector3): number {
  return Math.atan2(y, Math.hypot(x, z));
}
