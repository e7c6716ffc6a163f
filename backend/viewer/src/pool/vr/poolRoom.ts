import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { type Camera, Group, Vector3, type Vector4 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { tell } from "../../state/tell.ts";
import { Board } from "../../vr/board/Board.ts";
import type { BoardItem } from "../../vr/board/boardItem.ts";
import { standBefore, turnBoard } from "../../vr/board/standing.ts";
import { HelpBoard } from "../../vr/HelpBoard.ts";
import { SceneGrab } from "../../vr/sceneGrab.ts";
import { placeBefore, type ScenePlace, stand, toRoom, toScene, turnAbout } from "../../vr/scenePlace.ts";
import type { Holdable, Person, Target, VrParts, VrScene } from "../../vr/vrScene.ts";
import { CENTRE, PoolDrawing } from "../scene/PoolDrawing.ts";
import type { PoolSession } from "../session/poolSession.ts";
import { POOL_TOPICS } from "../topics.ts";
import { followScene } from "../viewport/followScene.ts";
import { Cards } from "./Cards.ts";
import { CornerLabels } from "./CornerLabels.ts";
import { controls } from "./controls.ts";
import { ImageTarget } from "./ImageTarget.ts";
import { solidShape } from "./solidShape.ts";
import { statusItems } from "./statusItems.ts";

/** On a table before who sits: so far away, the body's foot so far below the eyes, and so large. */
const TABLE = { away: 1.1, below: 0.45, scale: 0.45 };
/** The body's foot, in the scene's metres. */
const FOOT = new Vector3(0, SCENES.pool.centre_height - SCENES.pool.circumradius / 3, 0);
/** A tetrahedron is first seen a little from its right, so that no two of its edges meet; in radians to the left. */
const FIRST_TURN = -0.2;
/** What is going on stands beside the body, to the right. */
const STATUS = { away: 1.1, aside: -0.62, below: 0.05 };
const STATUS_EM = 0.012 * STATUS.away;

/** Scene 2 in VR, of one session. */
export function poolRoom(session: PoolSession): (parts: VrParts) => VrScene {
  return (parts) => new PoolRoom(session, parts);
}

/** Scene 2 around a person: the body on a table, cards of its images, and what is said of the run. */
class PoolRoom implements VrScene {
  readonly name = "pool";
  readonly object = new Group();
  readonly targets: readonly Target[];
  readonly signs: readonly Board[];
  readonly holdable: Holdable;
  readonly controls: ReadonlySignal<readonly BoardItem[]>;
  /** Where an image of the pool is, and all that is seen; for tests. */
  readonly drawing = new PoolDrawing(() => {}, solidShape);
  private readonly session: PoolSession;
  private readonly person: Person;
  private readonly place: ScenePlace = { position: new Vector3(), turn: 0, scale: TABLE.scale };
  private readonly grab = new SceneGrab();
  /** The person's head, in the scene's metres. */
  private readonly head: Vector3;
  private readonly centre = new Vector3();
  private readonly labels: CornerLabels;
  private readonly cards: Cards;
  private readonly help: HelpBoard;
  private readonly status: Board;
  private readonly stops: readonly (() => void)[];

  constructor(session: PoolSession, parts: VrParts) {
    const { family } = parts;
    const { drawing } = this;
    this.session = session;
    this.person = parts.person;
    this.head = drawing.cloud.uniforms.head.value;
    this.labels = new CornerLabels(session, family);
    this.cards = new Cards(session, drawing, family);
    this.help = new HelpBoard(POOL_TOPICS, parts);
    const status = computed(() => statusItems(session));
    this.status = new Board(status, { width: 24, em: STATUS_EM, family });
    this.controls = computed(() => controls(session, this.help.button.value));
    this.object.add(drawing.object, this.labels.object, this.cards.object, this.help.board.mesh, this.status.mesh);
    const images = new ImageTarget(session, drawing, this.place, this.head);
    this.targets = [this.cards.pinned.board, this.help.board, this.status, images];
    this.signs = [this.cards.hover.board, ...this.labels.boards];
    this.holdable = {
      grip: (hands) => {
        this.grab.grip(this.place, hands);
        if (hands.length === 0) this.tellPlace();
      },
      move: (hands) => {
        this.grab.move(this.place, hands);
        this.moved();
      },
    };
    drawing.cloud.mesh.onBeforeRender = (_renderer, _scene, camera) => this.measure(camera);
    this.stops = [
      followScene(session, drawing),
      effect(() => {
        this.status.visible = status.value.length > 0;
      }),
    ];
  }

  recentre(person: Person): void {
    Object.assign(this.place, placeBefore(person, FOOT, TABLE));
    if (this.session.run.corners.peek() === 4) this.place.turn += FIRST_TURN;
    standBefore(this.status.mesh, person, STATUS);
    this.help.recentre(person);
    this.moved();
  }

  turn(person: Person, angle: number): void {
    turnAbout(this.place, person.head, angle);
    turnBoard(this.status.mesh, person, angle);
    this.help.turn(person, angle);
    this.moved();
  }

  /** Where their head is about the body. */
  tellPlace(): void {
    const head = toScene(this.place, this.person.head.clone());
    tell("camera_moved", { position: head.toArray(), target: CENTRE.toArray() });
  }

  update(_now: number, _seconds: number, { head }: Person): void {
    const { drawing, place } = this;
    const now = drawing.now();
    drawing.cloud.tick(now);
    toScene(place, this.head.copy(head));
    drawing.measureDepth(head.distanceTo(toRoom(place, this.centre.copy(CENTRE))), place.scale);
    this.labels.follow(place, head);
    this.cards.follow(now, place, head, this.labels.inSight);
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.session.selection.hovered.value = null;
    for (const part of [this.labels, this.cards, this.help, this.status, this.drawing]) part.dispose();
  }

  /** Where the image at an index of the pool is, in the world's metres; null where it is not to be seen. For tests. */
  whereIsImage(index: number): number[] | null {
    const { cloud } = this.drawing;
    const place = cloud.placeOf(index);
    if (place === undefined || !cloud.instances.reachable(place)) return null;
    const { x, y, z } = cloud.instances.at(place, this.drawing.now());
    return toRoom(this.place, new Vector3(x, y, z)).toArray();
  }

  private moved(): void {
    stand(this.drawing.object, this.place);
    this.cards.move();
  }

  /** How large a pixel of an eye's picture is. */
  private measure(camera: Camera): void {
    const { projectionMatrix, viewport } = camera as Camera & { viewport?: Vector4 };
    const { uniforms } = this.drawing.cloud;
    if (viewport) uniforms.lens.value = ((projectionMatrix.elements[5] ?? 1) * viewport.w * this.place.scale) / 2;
  }
}
