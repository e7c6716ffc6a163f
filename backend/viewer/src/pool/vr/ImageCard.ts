import { computed, type ReadonlySignal } from "@preact/signals";
import { Group, Quaternion, Vector3 } from "three";
import { Board } from "../../vr/board/Board.ts";
import type { BoardItem } from "../../vr/board/boardItem.ts";
import { faceTo } from "../../vr/board/standing.ts";
import { factsOf } from "../images/facts.ts";
import { framedCopy } from "../images/framedCopy.ts";
import { imageAt } from "../run/fold.ts";
import type { PoolSession } from "../session/poolSession.ts";
import { cardItems } from "./cardItems.ts";
import { CardPlace, type CardSpot, type Obstacle } from "./cardPlace.ts";

/** Metres of an em for a metre of distance: 25 mm at 2 m, for it is read at a glance. */
const EM = 0.0125;
const WIDTH = 20;

/** A panel that tells of one masked copy, beside it. It stands still until it is told where to stand. */
export class ImageCard {
  readonly object = new Group();
  readonly board: Board;
  private readonly place = new CardPlace();
  private readonly picture = document.createElement("canvas");
  private readonly towards = new Vector3();
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
      const sources = session.pictures.sourcesOf(image);
      if (sources) framedCopy(this.picture, sources, { ...image, ...facts });
      return [...cardItems(facts, sources && this.picture, all), ...more(image.index)];
    });
    this.board = new Board(items, { width: WIDTH, em: EM, family });
    this.board.visible = false;
    this.object.add(this.board.mesh);
  }

  /** On which side of its image it stands: 1 for the left, as the head sees it. */
  get side(): 1 | -1 {
    return this.place.side;
  }

  /** Stands beside its image, as seen from `head`, over none of the labels; on the other side where this one is taken. */
  stand(spot: CardSpot, head: Vector3, taken: 1 | -1 | null, labels: readonly Obstacle[]): void {
    const { place, object } = this;
    place.find(this.board.metres, spot, head, taken, labels);
    object.position.copy(place.position);
    faceTo(object.quaternion, this.towards.copy(head).sub(place.position), this.spare);
    object.scale.setScalar(place.distance);
  }

  dispose(): void {
    this.board.dispose();
  }
}
