import { computed, effect } from "@preact/signals";
import { Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { panelCentre } from "../../geometry/structureLayout.ts";
import { Board } from "../../vr/board/Board.ts";
import type { BoardItem } from "../../vr/board/boardItem.ts";
import { faceTo } from "../../vr/board/standing.ts";
import type { VrParts } from "../../vr/vrScene.ts";
import type { StructureDrawing } from "../scene/structureDrawing.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { hoverWords } from "../viewport/hoverWords.ts";
import { AWAY, type Wall } from "./wall.ts";

/** It stands so much nearer than the wall, and that is where it is read. */
const NEARER = 0.85;
const EM = 0.016 * NEARER * AWAY;
const WIDTH = 26;
/** Metres of the plane between a panel's edge and the board. */
const GAP = 0.06;

/** What the pixel that is pointed at is, at the right of its panel: the field is drawn at its left. No ray meets it. */
export class HoverBoard extends Board {
  private readonly stopPlacing: () => void;

  constructor(session: StructureSession, drawing: StructureDrawing, wall: Wall, { family, person }: VrParts) {
    const { hovered } = session.viewport;
    const items = computed<readonly BoardItem[]>(() => {
      const at = hovered.value;
      if (!at) return [];
      const { title, plain, quiet } = hoverWords(session, at);
      return [
        { kind: "title", text: title },
        ...plain.map((text): BoardItem => ({ kind: "text", text })),
        ...quiet.map((text): BoardItem => ({ kind: "text", text, muted: true })),
      ];
    });
    super(items, { width: WIDTH, snug: true, em: EM, family });
    const [towards, turn] = [new Vector3(), this.mesh.quaternion.clone()];
    this.stopPlacing = effect(() => {
      const at = hovered.value;
      this.visible = at !== null;
      const column = at && drawing.columns.list[at.position];
      if (!at || !column) return;
      const { mesh } = this;
      const { x, y } = panelCentre(at.position, at.cluster, drawing.columns.clusters(column), drawing.columns.files);
      const half = this.metres.width / 2 / NEARER / wall.scale;
      wall.toRoom({ x: x + SCENES.structure.panel_side / 2 + GAP + half, y }, mesh.position);
      mesh.position.lerpVectors(person.head, mesh.position, NEARER);
      faceTo(mesh.quaternion, towards.copy(person.head).sub(mesh.position), turn);
    });
  }

  override meet(): null {
    return null;
  }

  override dispose(): void {
    this.stopPlacing();
    super.dispose();
  }
}
