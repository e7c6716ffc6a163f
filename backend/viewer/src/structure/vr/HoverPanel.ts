import { effect } from "@preact/signals";
import { Quaternion, Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { panelCentre } from "../../geometry/structureLayout.ts";
import { faceTo } from "../../vr/board/standing.ts";
import { type PanelText, WordPanel } from "../../vr/board/WordPanel.ts";
import type { VrParts } from "../../vr/vrScene.ts";
import type { StructureDrawing } from "../scene/structureDrawing.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { hoverWords } from "../viewport/hoverWords.ts";
import { AWAY, type Wall } from "./wall.ts";

/** It stands so much nearer than the wall, and that is where it is read. */
const NEARER = 0.85;
/** Metres of an em for a metre of distance. */
export const HOVER_EM = 0.016;
const EM = HOVER_EM * NEARER * AWAY;
const WIDTH = 26;
/** Metres of the plane between a panel's edge and what is said of it. */
const GAP = 0.06;

/** What the pixel that is pointed at is, at the right of its panel: the field is drawn at its left. No ray meets it. */
export class HoverPanel {
  readonly panel: WordPanel;
  private readonly stop: () => void;

  constructor(session: StructureSession, drawing: StructureDrawing, wall: Wall, parts: VrParts) {
    const { person } = parts;
    const { hovered } = session.viewport;
    this.panel = new WordPanel({ ...parts, width: WIDTH });
    const { panel } = this;
    const { object } = panel;
    object.scale.setScalar(EM);
    const [towards, turn] = [new Vector3(), new Quaternion()];
    this.stop = effect(() => {
      const at = hovered.value;
      const column = at && drawing.columns.list[at.position];
      panel.visible = Boolean(column);
      if (!at || !column) return;
      const { title, plain, quiet } = hoverWords(session, at);
      panel.say([
        { kind: "title", text: title },
        ...plain.map((text): PanelText => ({ kind: "text", text, changing: true })),
        ...quiet.map((text): PanelText => ({ kind: "text", text, muted: true })),
      ]);
      const { x, y } = panelCentre(at.position, at.cluster, drawing.columns.clusters(column), drawing.columns.files);
      const half = (panel.width * EM) / 2 / NEARER / wall.scale;
      wall.toRoom({ x: x + SCENES.structure.panel_side / 2 + GAP + half, y }, object.position);
      object.position.lerpVectors(person.head, object.position, NEARER);
      faceTo(object.quaternion, towards.copy(person.head).sub(object.position), turn);
    });
  }

  dispose(): void {
    this.stop();
    this.panel.dispose();
  }
}
