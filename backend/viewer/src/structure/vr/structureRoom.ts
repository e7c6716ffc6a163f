import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { Group, type PerspectiveCamera, Vector3, type WebGLRenderer } from "three";
import { barsLeft, barY, panelCentre } from "../../geometry/structureLayout.ts";
import { tell } from "../../state/tell.ts";
import { worded } from "../../state/wording.ts";
import { Board } from "../../vr/board/Board.ts";
import type { BoardItem } from "../../vr/board/boardItem.ts";
import { standBefore, turnBoard } from "../../vr/board/standing.ts";
import { HelpBoard } from "../../vr/HelpBoard.ts";
import { headingOf } from "../../vr/scenePlace.ts";
import type { Person, Sign, Target, VrParts, VrScene } from "../../vr/vrScene.ts";
import { groupsShown } from "../display/groups.ts";
import { DIVIDING, type Superpixels } from "../editor/superpixels.ts";
import { TOOL_HINTS } from "../editor/tools.ts";
import { TEXT_SIZE } from "../scene/captions.ts";
import { StructureDrawing } from "../scene/structureDrawing.ts";
import { CLASS_REACH } from "../scene/views.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { STRUCTURE_TOPICS } from "../topics.ts";
import { followScene } from "../viewport/followScene.ts";
import { answersItems } from "./answersItems.ts";
import { controls } from "./controls.ts";
import { Easel } from "./easel.ts";
import { HOVER_EM, HoverPanel } from "./HoverPanel.ts";
import { MapsBoard } from "./MapsBoard.ts";
import { AWAY, Wall } from "./wall.ts";
import { WallTarget } from "./wallTarget.ts";

/** Device pixels of what is seen under an angle of 45° from straight ahead, on the page's screen. */
const PAGE_PIXELS = 1270;
/** The answers stand at the right of the input, and what is done with it at its left. */
const ANSWERS = { away: 0.52, aside: -0.82, below: 0.45 };
const HINT = { away: 0.5, aside: 0.75, below: 0.48 };
/** Nearer than the wall, at the right: maps that are open are at the left of what was pressed. */
const HELP = { away: 0.9, aside: -0.55, below: 0.06 };
const NEAR_EM = 0.0095;
const DIFFERENCE = "Columns show the masked image less the original: orange is more, blue is less, white no change.";
/** Panels are drawn after the wall, which knows no depth. */
const OVER_WALL = 100;

/** Makes scene 1 as it stands around a person in VR, of a session. */
export function structureRoom(session: StructureSession): (parts: VrParts) => VrScene {
  return (parts) => new StructureRoom(session, parts);
}

/** Scene 1 in VR: columns and classes on a wall around the person, the input within reach, and boards beside it. */
class StructureRoom implements VrScene {
  readonly name = "structure";
  readonly object = new Group();
  readonly targets: readonly Target[];
  readonly signs: readonly Sign[];
  readonly controls: ReadonlySignal<readonly BoardItem[]>;
  readonly holdable = {
    grip: (hands: Parameters<Wall["grip"]>[0]) => {
      this.wall.grip(hands);
      if (hands.length === 0) this.tellPlace();
    },
    move: (hands: Parameters<Wall["move"]>[0]) => this.wall.move(hands),
  };
  private readonly wall = new Wall();
  private readonly drawing: StructureDrawing;
  private readonly renderer: WebGLRenderer;
  private readonly person: Person;
  private readonly easel: Easel;
  private readonly help: HelpBoard;
  private readonly maps: MapsBoard;
  private readonly hovering: HoverPanel;
  private readonly answers: Board;
  private readonly hint: Board;
  private readonly seen = { emPixels: 0, height: 0, ratio: 1 };
  private readonly stops: (() => void)[];

  constructor(session: StructureSession, parts: VrParts) {
    const { wall } = this;
    const { family, person, renderer } = parts;
    const { hovered, pointedClass } = session.viewport;
    this.renderer = renderer;
    this.person = person;
    this.drawing = new StructureDrawing(
      { renderer, family, bend: wall.bend },
      {
        // Every frame is drawn.
        invalidate: () => {},
        invalidateSoon: () => {},
        onExtent: (extent) => wall.setExtent(extent, this.drawing.columns.files),
        onHover: (hover) => {
          hovered.value = hover;
        },
        onHoverLabel: (index) => {
          pointedClass.value = index;
        },
      },
    );
    this.drawing.setDrawing(true);
    this.easel = new Easel(session, this.drawing.input);
    for (const { mesh } of this.drawing.parts) if (mesh !== this.drawing.input.mesh) wall.object.add(mesh);
    this.help = new HelpBoard(STRUCTURE_TOPICS, parts, HELP);
    this.maps = new MapsBoard(session, (layer, cluster) => this.headingTo(layer, cluster), parts);
    this.hovering = new HoverPanel(session, { drawing: this.drawing, wall, maps: this.maps }, parts);
    const near = { em: NEAR_EM, family };
    this.answers = new Board(
      computed(() => answersItems(session)),
      { ...near, width: 25 },
    );
    this.hint = new Board(
      computed(() => hintItems(session)),
      { ...near, width: 19 },
    );
    const boards = [this.answers, this.hint, this.maps, this.help.board];
    this.targets = [...boards.toReversed(), this.easel, new WallTarget(wall, this.drawing, session.maps)];
    this.signs = [this.hovering.panel];
    this.object.add(wall.object, this.easel.object, this.hovering.panel.object);
    boards.forEach((board, order) => {
      board.drawAfter(OVER_WALL + order);
      this.object.add(board.mesh);
    });
    this.hovering.panel.drawAfter(OVER_WALL + boards.length);
    this.controls = computed(() => controls(session, (end) => this.walkTo(end), this.help.button.value));
    this.stops = [
      followScene(session, this.drawing),
      effect(() => {
        wall.object.visible = session.display.mode.value === "clustered";
      }),
      () => {
        hovered.value = null;
        pointedClass.value = null;
        session.viewport.pointedInput.value = null;
        if (session.hand.drawing) session.hand.cancel();
      },
    ];
    this.recentre(person);
  }

  recentre(person: Person): void {
    this.wall.recentre(person);
    this.easel.recentre(person);
    this.help.recentre(person);
    this.maps.recentre(person);
    standBefore(this.answers.mesh, person, ANSWERS);
    standBefore(this.hint.mesh, person, HINT);
  }

  turn(person: Person, angle: number): void {
    // What is at hand turns with the person: it is within reach wherever they are along the network.
    this.wall.turn(person, angle);
    this.help.turn(person, angle);
    turnBoard(this.maps.mesh, person, angle);
    this.tellPlace();
  }

  update(now: number, seconds: number, person: Person): void {
    const { drawing, seen, wall } = this;
    wall.look(person);
    drawing.show(wall.shown.from, wall.shown.to);
    const eye = this.renderer.xr.getCamera().cameras[0];
    if (eye) this.see(eye as PerspectiveCamera & { viewport: { w: number } });
    drawing.prepare(now, seconds, seen);
  }

  /** Where the middle of a pixel is, in the room; null where its layer has no column. For tests. */
  place(layer: string, cluster: number, row: number, column: number): number[] | null {
    const point = this.drawing.pointOf({ layer, cluster, row, column });
    return point && this.wall.toRoom(point, new Vector3()).toArray();
  }

  /** Where a place on the map that is shown large is, in shares of it; null where none is. For tests. */
  placeMap(x: number, y: number): number[] | null {
    return this.maps.whereOnPicture({ x, y })?.toArray() ?? null;
  }

  /** Where the row of a class is, the most probable one being 0. For tests. */
  placeClass(k: number): number[] {
    const { classes, columns, files } = this.drawing.shown();
    const [x, y] = [barsLeft(columns.length, files) + CLASS_REACH / 2, barY(k, classes)];
    return this.wall.toRoom({ x, y }, new Vector3()).toArray();
  }

  /** Where the middle of a pixel of the input is, likewise. */
  placeInput(row: number, column: number): number[] {
    const { x, y } = this.drawing.inputPoint({ row, column });
    return this.drawing.input.mesh.localToWorld(new Vector3(x, y, 0)).toArray();
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    for (const part of [this.answers, this.hint, this.maps, this.help, this.hovering, this.easel]) part.dispose();
    this.drawing.dispose();
  }

  /** How far the person's head is turned when they look at a cluster; null where its column is not there or behind them. */
  private headingTo(layer: string, cluster: number): number | null {
    const { columns } = this.drawing;
    const position = columns.list.findIndex(({ name }) => name === layer);
    const column = columns.list[position];
    if (!column || position < this.wall.shown.from || position > this.wall.shown.to) return null;
    const point = panelCentre(position, cluster, columns.clusters(column), columns.files);
    return headingOf(this.wall.toRoom(point, new Vector3()).sub(this.person.head));
  }

  /** How large an eye sees the wall's text. */
  private see(eye: PerspectiveCamera & { viewport: { w: number } }): void {
    const { seen, wall } = this;
    const height = eye.viewport.w;
    const pixels = ((eye.projectionMatrix.elements[5] ?? 1) * height) / 2;
    seen.height = height * wall.scale;
    seen.ratio = Math.max(1, pixels / PAGE_PIXELS);
    seen.emPixels = (pixels * TEXT_SIZE * wall.scale) / AWAY;
    this.hovering.panel.keepSharp(pixels * HOVER_EM);
  }

  private walkTo(end: "first" | "last"): void {
    this.wall.show(end);
    this.tellPlace();
  }

  /** Where their head is before the plane, and what is ahead. */
  tellPlace(): void {
    const { x, y, away } = this.wall.lookedAt();
    tell("camera_moved", { position: [x, y, away], target: [x, y, 0] });
  }
}

/** What the hand does on the input, beside it. */
function hintItems({ answers, display, subject, superpixels, tools }: StructureSession): readonly BoardItem[] {
  const size = subject.inputSize.value;
  const listed = display.mode.value !== "clustered";
  const difference = groupsShown(answers.columns.value)?.difference;
  return [
    { kind: "title", text: "Input" },
    ...(size ? [{ kind: "text", text: `${size.height} × ${size.width} pixels`, muted: true } as const] : []),
    ...superpixelItems(superpixels),
    { kind: "text", text: worded(TOOL_HINTS[tools.inHand.value]) },
    ...(difference ? [{ kind: "text", text: DIFFERENCE } as const] : []),
    ...(listed ? [{ kind: "text", text: "The list of layers is on the page: leave VR to see it." } as const] : []),
  ];
}

/** Before superpixels are here, or where they could not be had. */
function superpixelItems(superpixels: Superpixels): BoardItem[] {
  const state = superpixels.outlined.value;
  if (state.state === "loading") return [{ kind: "text", text: DIVIDING, muted: true }];
  if (state.state !== "failed") return [];
  return [
    { kind: "text", text: state.complaint.message },
    { kind: "button", label: "Try again", onPress: () => superpixels.retry() },
  ];
}
