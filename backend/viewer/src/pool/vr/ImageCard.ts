import { computed, type ReadonlySignal } from "@preact/signals";
import { Group, Quaternion, Vector3 } from "three";
import { Board } from "../../vr/board/Board.ts";
import type { BoardItem } from "../../vr/board/boardItem.ts";
import { faceTo } from "../../vr/board/standing.ts";
import { headingOf } from "../../vr/scenePlace.ts";
import { factsOf } from "../images/facts.ts";
import { framedCopy } from "../images/framedCopy.ts";
import { imageAt } from "../run/fold.ts";
import type { PoolSession } from "../session/poolSession.ts";
import { cardItems } from "./cardItems.ts";

/** Metres of an em for a metre of distance: 25 mm at 2 m, for it is read at a glance. */
const EM = 0.0125;
const WIDTH = 20;
/** It is never nearer to the eyes than this, in metres. */
const NEAREST = 0.45;
/** Beside what it tells of, and at most so far, in radians. */
const GAP = 0.03;
const MOST_ASIDE = 0.42;
/** How high above the eyes it stands for its image's sake, for a metre of distance. */
const HIGHEST = 0.1;
/** An image within so many radians of the body's middle leaves the card on its side. */
const UNDECIDED = 0.03;

const UP = new Vector3(0, 1, 0);

/** Where a card's image, and the body, stand in the world; lengths in metres. */
export interface CardSpot {
  readonly image: Vector3;
  /** Half the side of the image. */
  readonly half: number;
  readonly centre: Vector3;
  /** How far the body reaches from its centre. */
  readonly reach: number;
}

/** A panel that tells of one masked copy, beside it. It stands still until it is told where to stand. */
export class ImageCard {
  readonly object = new Group();
  readonly board: Board;
  /** On which side of its image it stands: 1 for the left, as the head sees it. */
  side: 1 | -1 = -1;
  private readonly picture = document.createElement("canvas");
  private readonly way = new Vector3();
  private readonly spare = new Quaternion();

  /** `more` stands below what is known of the image, all of which is said where `all` is set. */
  constructor(
    session: PoolSession,
    index: ReadonlySignal<number | null>,
    family: string,
    { all, more = () => [] }: { all: boolean; more?: (index: number) => readonly BoardItem[] },
  ) {
    const items = computed((): readonly BoardItem[] => {
      const pool = session.run.pool.value;
      const image = imageAt(pool, index.value);
      if (!pool || !image) return [];
      const facts = factsOf(session, pool, image);
      const sources = session.pictures.canvases.value;
      if (sources) framedCopy(this.picture, sources, { ...image, ...facts });
      return [...cardItems(facts, sources && this.picture, all), ...more(image.index)];
    });
    this.board = new Board(items, { width: WIDTH, em: EM, family });
    this.board.visible = false;
    this.object.add(this.board.mesh);
  }

  /** Stands beside its image, as seen from `head`; on the other side where this one is taken. */
  stand({ image, half, centre, reach }: CardSpot, head: Vector3, taken: 1 | -1 | null = null): void {
    const { position, quaternion, scale } = this.object;
    const away = centre.distanceTo(head);
    const distance = Math.max(NEAREST, Math.min(image.distanceTo(head), away - reach));
    const middle = headingOf(this.way.copy(centre).sub(head));
    this.way.copy(image).sub(head);
    const off = within(headingOf(this.way) - middle);
    if (Math.abs(off) > UNDECIDED) this.side = off > 0 ? 1 : -1;
    if (this.side === taken) this.side = taken > 0 ? -1 : 1;
    const own = Math.atan(this.board.metres.width / 2) + GAP;
    const beside = Math.asin(Math.min(1, half / this.way.length())) + own;
    const clear = Math.asin(Math.min(1, reach / Math.max(away, 1e-6))) + own - this.side * off;
    const aside = Math.max(beside, Math.min(clear, MOST_ASIDE));
    this.way.applyAxisAngle(UP, this.side * aside).normalize();
    // Rather above its image than below, where labels of the body's foot stand, but not high up.
    const rise = this.board.metres.height / 2 - half / distance;
    const most = Math.max(this.way.y, HIGHEST);
    this.way.y = Math.min(this.way.y + Math.max(0, rise), most);
    this.way.setLength(distance);
    position.copy(head).add(this.way);
    faceTo(quaternion, this.way.negate(), this.spare);
    scale.setScalar(distance);
  }

  dispose(): void {
    this.board.dispose();
  }
}

/** An angle as −π..π. */
function within(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}
