import { computed, effect } from "@preact/signals";
import { type Object3D, Quaternion, Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { barsLeft, barY, panelCentre } from "../../geometry/structureLayout.ts";
import { valueAt } from "../../geometry/tensor.ts";
import type { ClassLabel } from "../../protocol/messages.ts";
import { faceTo } from "../../vr/board/standing.ts";
import { type PanelText, WordPanel } from "../../vr/board/WordPanel.ts";
import type { VrParts } from "../../vr/vrScene.ts";
import { computedFrom, inputField } from "../maps/mapField.ts";
import { pixelText } from "../pictures/mapPicture.ts";
import type { StructureHover } from "../scene/events.ts";
import type { StructureDrawing } from "../scene/structureDrawing.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { hoverWords } from "../viewport/hoverWords.ts";
import type { MapsBoard } from "./MapsBoard.ts";
import { AWAY, type Wall } from "./wall.ts";

/** It stands so much nearer than the wall, and that is where it is read. */
const NEARER = 0.85;
/** Metres of an em for a metre of distance. */
export const HOVER_EM = 0.016;
const EM = HOVER_EM * NEARER * AWAY;
const WIDTH = 26;
/** Metres of the plane between what is pointed at and what is said of it. */
const GAP = 0.06;
/** Between a pixel of a map on the board and what is said of it, in em. */
const BELOW = 1.2;
const BOARD_EM = 0.0135;

/** What is pointed at: a pixel on the wall or of a large map, or a class, whose name may be cut there. No ray meets it. */
export class HoverPanel {
  readonly panel: WordPanel;
  private readonly session: StructureSession;
  private readonly drawing: StructureDrawing;
  private readonly wall: Wall;
  private readonly head: Vector3;
  private readonly towards = new Vector3();
  private readonly turn = new Quaternion();
  private readonly stop: () => void;

  constructor(session: StructureSession, { drawing, wall, maps }: Places, parts: VrParts) {
    this.session = session;
    this.drawing = drawing;
    this.wall = wall;
    this.head = parts.person.head;
    this.panel = new WordPanel({ ...parts, width: WIDTH });
    const onMap = computed(() => largePixel(session));
    const pointedClass = computed(() => classOf(session));
    this.stop = effect(() => {
      const at = session.viewport.hovered.value;
      drawing.setInputField(onMap.value?.region ?? null);
      this.panel.visible = true;
      if (at) this.tellPixel(at);
      else if (onMap.value) this.tellMap(onMap.value, maps);
      else if (pointedClass.value) this.tellClass(pointedClass.value);
      else this.panel.visible = false;
    });
  }

  dispose(): void {
    this.stop();
    this.panel.dispose();
  }

  /** At the right of its panel: the field is drawn at its left. */
  private tellPixel(at: StructureHover): void {
    const { columns } = this.drawing;
    const column = columns.list[at.position];
    if (!column) return;
    const { title, plain, quiet } = hoverWords(this.session, at);
    this.panel.say([
      { kind: "title", text: title },
      ...plain.map((text): PanelText => ({ kind: "text", text, changing: true })),
      ...quiet.map((text): PanelText => ({ kind: "text", text, muted: true })),
    ]);
    const { x, y } = panelCentre(at.position, at.cluster, columns.clusters(column), columns.files);
    this.standOnWall(x + SCENES.structure.panel_side / 2 + GAP, y, 1);
  }

  /** At the left of its row: its name and its bar go to the right. */
  private tellClass({ k, count, label }: PointedClass): void {
    const { columns } = this.drawing;
    this.panel.say([
      { kind: "title", text: label.name },
      ...(label.meaning ? [{ kind: "text", text: label.meaning, muted: true } as const] : []),
    ]);
    this.standOnWall(barsLeft(columns.list.length, columns.files) - GAP, barY(k, count), -1);
  }

  /** Below the pixel, on the board that shows it. */
  private tellMap({ text, from, place, region }: LargePixel, maps: MapsBoard): void {
    const { panel } = this;
    const { object } = panel;
    panel.say([
      { kind: "text", text, changing: true },
      ...(region ? [{ kind: "text", text: from, muted: true, changing: true } as const] : []),
    ]);
    if (!maps.whereOnPicture(place, object.position)) return;
    object.scale.setScalar(BOARD_EM);
    object.quaternion.copy(maps.mesh.quaternion);
    this.towards.set(0, -BOARD_EM * (panel.height / 2 + BELOW), 0).applyQuaternion(object.quaternion);
    object.position.add(this.towards);
  }

  /** With an edge at a place of the wall's plane: to the right of it with `side` 1, to the left with -1. */
  private standOnWall(x: number, y: number, side: 1 | -1): void {
    const { head, panel, towards, turn, wall } = this;
    const object: Object3D = panel.object;
    const half = (panel.width * EM) / 2 / NEARER / wall.scale;
    object.scale.setScalar(EM);
    wall.toRoom({ x: x + side * half, y }, object.position);
    object.position.lerpVectors(head, object.position, NEARER);
    faceTo(object.quaternion, towards.copy(head).sub(object.position), turn);
  }
}

/** Where what is pointed at stands. */
interface Places {
  readonly drawing: StructureDrawing;
  readonly wall: Wall;
  readonly maps: MapsBoard;
}

/** A pixel of the map that is shown large. */
interface LargePixel {
  readonly text: string;
  /** What it is computed from. */
  readonly from: string;
  readonly region: ReturnType<typeof inputField>;
  /** In shares of the map, its middle. */
  readonly place: { readonly x: number; readonly y: number };
}

function largePixel({ maps, subject }: StructureSession): LargePixel | null {
  const [at, layer, map] = [maps.pointed.value, maps.layer.value, maps.large.value?.map];
  if (!map || !layer || at?.row === undefined || at.column === undefined || at.channel !== map.channel) return null;
  const pixel = { row: at.row, column: at.column };
  const [height = 1, width = 1] = map.map.shape;
  const region = inputField(subject.network.value, layer, pixel);
  return {
    text: pixelText(pixel, valueAt(map.map, pixel.row, pixel.column)),
    from: region ? computedFrom(region) : "",
    region,
    place: { x: (pixel.column + 0.5) / width, y: (pixel.row + 0.5) / height },
  };
}

/** A class on the wall, the `k`-th of so many. */
interface PointedClass {
  readonly k: number;
  readonly count: number;
  readonly label: ClassLabel;
}

function classOf({ answers, viewport }: StructureSession): PointedClass | null {
  const [index, classes] = [viewport.pointedClass.value, answers.predictions.value?.classes ?? []];
  const k = classes.findIndex(({ label }) => label.index === index);
  const label = classes[k]?.label;
  return label ? { k, count: classes.length, label } : null;
}
