import { computed, effect, type Signal, signal } from "@preact/signals";
import { Group, Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { type ScenePlace, toRoom } from "../../vr/scenePlace.ts";
import { openInStructure } from "../images/openInStructure.ts";
import { CENTRE, type PoolDrawing } from "../scene/PoolDrawing.ts";
import type { PoolSession } from "../session/poolSession.ts";
import type { Obstacle } from "./cardPlace.ts";
import { ImageCard } from "./ImageCard.ts";

/** Seconds for which an image is pointed at before its card comes: who sweeps over many is not to see a storm of cards. */
const SETTLES = 0.08;
/** How far the body reaches from its centre where images are, as a share of its circumradius. */
const REACH = 0.6;

/** The card of the image that is pointed at, and that of the one that is chosen. */
export class Cards {
  readonly object = new Group();
  readonly hover: ImageCard;
  readonly pinned: ImageCard;
  private readonly session: PoolSession;
  private readonly drawing: PoolDrawing;
  /** The image whose card is shown because it is pointed at. */
  private readonly shown: Signal<number | null> = signal(null);
  private pointed: number | null = null;
  private since = 0;
  /** Whether they must be placed anew. */
  private moved = true;
  private readonly spot = { image: new Vector3(), half: 0, centre: new Vector3(), reach: 0 };
  private readonly stop: () => void;

  constructor(session: PoolSession, drawing: PoolDrawing, family: string) {
    const { selection, display } = session;
    this.session = session;
    this.drawing = drawing;
    const pointed = computed(() => (this.shown.value === selection.selected.value ? null : this.shown.value));
    this.hover = new ImageCard(session, pointed, family, { all: false });
    this.pinned = new ImageCard(session, selection.selected, family, {
      all: true,
      more: (index) => [
        {
          kind: "row",
          items: [
            { kind: "button", label: "Open in scene 1", onPress: () => openInStructure(session, index) },
            { kind: "button", label: "Close", onPress: () => selection.choose(null) },
          ],
        },
      ],
    });
    this.object.add(this.hover.object, this.pinned.object);
    this.stop = effect(() => {
      display.sceneImages.value;
      pointed.value;
      selection.selected.value;
      this.moved = true;
    });
  }

  /** The scene stands elsewhere. */
  move(): void {
    this.moved = true;
  }

  /** Before a frame, at a time in seconds; `labels` are those in sight. */
  follow(now: number, place: ScenePlace, head: Vector3, labels: readonly Obstacle[]): void {
    const index = this.session.selection.hovered.peek()?.index ?? null;
    if (index !== this.pointed) {
      this.pointed = index;
      this.since = now;
    }
    if (index !== this.shown.peek() && now - this.since >= SETTLES) this.shown.value = index;
    if (!this.moved) return;
    this.moved = false;
    const { selected } = this.session.selection;
    this.stand(this.pinned, selected.peek(), place, head, null, labels);
    const taken = this.pinned.board.visible ? this.pinned.side : null;
    const hovered = this.shown.peek() === selected.peek() ? null : this.shown.peek();
    this.stand(this.hover, hovered, place, head, taken, labels);
  }

  dispose(): void {
    this.stop();
    this.hover.dispose();
    this.pinned.dispose();
  }

  private stand(
    card: ImageCard,
    index: number | null,
    place: ScenePlace,
    head: Vector3,
    taken: 1 | -1 | null,
    labels: readonly Obstacle[],
  ): void {
    const { cloud } = this.drawing;
    const at = index === null ? undefined : cloud.placeOf(index);
    card.board.visible = at !== undefined;
    if (at === undefined) return;
    const { spot } = this;
    // Where it comes to rest.
    const { x, y, z, side } = cloud.instances.at(at, Number.POSITIVE_INFINITY);
    toRoom(place, spot.image.set(x, y, z));
    toRoom(place, spot.centre.copy(CENTRE));
    spot.half = (side / 2) * place.scale;
    spot.reach = REACH * SCENES.pool.circumradius * place.scale;
    card.stand(spot, head, taken, labels);
  }
}
