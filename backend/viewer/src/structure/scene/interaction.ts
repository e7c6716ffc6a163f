import { SCENES } from "../../geometry/scenes.ts";
import { panelCentre } from "../../geometry/structureLayout.ts";
import { type CanvasPoint, planePoint } from "../../scene/plane.ts";
import type { Stage } from "../../scene/stage.ts";
import type { CameraRig } from "./cameraRig.ts";
import type { InputStroke, PanelName, PanelPixel, StructureHover, StructureSceneEvents } from "./events.ts";
import { type KeyCommand, keyCommand } from "./keys.ts";
import { inputPixel, pick, type Target } from "./picking.ts";
import { Pointer, type PointerListener } from "./pointer.ts";
import type { StructureDrawing } from "./structureDrawing.ts";

/** What interaction needs of the scene around it. */
export interface InteractionHost {
  readonly stage: Stage;
  readonly rig: CameraRig;
  readonly drawing: Pick<StructureDrawing, "columns" | "shown" | "hover" | "setHover" | "setHoveredClass">;
  readonly events: StructureSceneEvents;
}

/** Pointer and keyboard: finds what is meant by arithmetic, once a frame, and tells the scene and its host. */
export class Interaction implements PointerListener {
  drawing = false;
  private readonly host: InteractionHost;
  private readonly pointer: Pointer;
  /** Where the pointer hovers; looked at in the next frame. */
  private at: CanvasPoint | null = null;
  private moved = false;
  private onInput = false;
  /** Where the keyboard was when the focus left the canvas. */
  private kept: PanelPixel | null = null;

  constructor(host: InteractionHost) {
    this.host = host;
    this.pointer = new Pointer(host.stage.canvas, this);
    host.stage.canvas.addEventListener("keydown", this.pressed);
    host.stage.canvas.addEventListener("blur", this.blurred);
    host.stage.canvas.addEventListener("focus", this.focused);
  }

  dispose(): void {
    this.pointer.dispose();
    this.host.stage.canvas.removeEventListener("keydown", this.pressed);
    this.host.stage.canvas.removeEventListener("blur", this.blurred);
    this.host.stage.canvas.removeEventListener("focus", this.focused);
  }

  /** Finds what the pointer is over. To be called before a frame, with the camera where it will be. */
  update(): void {
    if (!this.at && !this.moved) return;
    this.moved = false;
    const target = this.at && this.targetAt(this.at);
    this.pointTo(target);
    this.host.stage.canvas.style.cursor = this.cursor(target);
  }

  onHover(at: CanvasPoint | null): void {
    this.at = at;
    this.moved = true;
    this.host.stage.invalidate();
  }

  onClick(at: CanvasPoint, touch: boolean): void {
    const target = this.targetAt(at);
    const known = this.host.drawing.hover();
    if (touch) this.pointTo(target);
    if (target?.kind !== "panel") return;
    const panel = this.panel(target);
    // A finger cannot hover: its first tap looks at a pixel, the second on the same panel opens it.
    const again = known !== null && known.layer === panel?.layer && known.cluster === panel.cluster;
    if (panel && (!touch || again)) this.host.events.onPanelClick(panel);
  }

  onStrokeStart(at: CanvasPoint): boolean {
    if (!this.drawing || this.targetAt(at)?.kind !== "input") return false;
    this.pointTo(null);
    this.stroke("start", at);
    return true;
  }

  onStrokeMove(at: CanvasPoint): void {
    this.stroke("move", at);
  }

  onStrokeEnd(at: CanvasPoint): void {
    this.stroke("end", at);
  }

  onRemove(at: CanvasPoint): void {
    if (this.drawing && this.targetAt(at)?.kind === "input") this.stroke("remove", at);
  }

  private stroke(phase: InputStroke["phase"], at: CanvasPoint): void {
    const point = planePoint(at, this.host.stage.size, this.host.stage.camera);
    const pixel = point ? inputPixel(point, this.host.drawing.shown().input) : { row: 0, column: 0 };
    this.host.events.onInputStroke({ phase, ...pixel });
    if (phase === "move") this.host.events.onInputHover?.(pixel);
  }

  private targetAt(at: CanvasPoint): Target | null {
    const { stage } = this.host;
    stage.camera.updateMatrixWorld();
    const point = planePoint(at, stage.size, stage.camera);
    return point && pick(point, this.host.drawing.shown());
  }

  private panel(target: { position: number; cluster: number }): PanelName | null {
    const column = this.host.drawing.columns.list[target.position];
    return column ? { layer: column.name, cluster: target.cluster } : null;
  }

  private pointTo(target: Target | null): void {
    const panel = target?.kind === "panel" ? this.panel(target) : null;
    const pixel = target?.kind === "panel" ? target.pixel : null;
    this.host.drawing.setHover(panel && pixel ? { ...panel, ...pixel } : null, "pointer");
    this.host.drawing.setHoveredClass(target?.kind === "class" ? target.k : null);
    const onInput = this.drawing && target?.kind === "input";
    if (onInput) this.host.events.onInputHover?.(target.pixel);
    else if (this.onInput) this.host.events.onInputHover?.(null);
    this.onInput = onInput;
  }

  private cursor(target: Target | null): string {
    if (target?.kind === "panel") return "pointer";
    if (target?.kind === "input" && this.drawing) return "crosshair";
    return target?.kind === "class" ? "default" : "";
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const command = keyCommand(event);
    if (!command) return;
    if (this.obey(command)) event.preventDefault();
  };

  private readonly blurred = (): void => {
    const hover = this.host.drawing.hover();
    this.kept = hover?.by === "keyboard" ? hover : null;
    if (this.kept) this.host.drawing.setHover(null, "keyboard");
  };

  /** Takes up the place again, as after a look at a cluster's maps, unless the pointer says another. */
  private readonly focused = (): void => {
    if (this.kept && !this.at) this.host.drawing.setHover(this.kept, "keyboard");
    this.kept = null;
  };

  /** Whether the command did something; other keys are left to the page. */
  private obey(command: KeyCommand): boolean {
    const { rig, events } = this.host;
    const hover = this.host.drawing.hover();
    switch (command.do) {
      case "zoom":
        rig.zoomBy(command.factor);
        return true;
      case "home":
        rig.home();
        return true;
      case "fit":
        rig.fit();
        return true;
      case "leave":
        this.host.drawing.setHover(null, "keyboard");
        return hover !== null;
      case "open":
        if (hover) events.onPanelClick({ layer: hover.layer, cluster: hover.cluster });
        return hover !== null;
      case "switch":
        if (!hover || !events.onPanelSwitch) return false;
        events.onPanelSwitch({ layer: hover.layer, cluster: hover.cluster });
        return true;
      case "panel":
        return this.toPanel(hover, command.columns, command.rows);
      case "pixel":
        return this.toPixel(hover, command.columns, command.rows);
    }
  }

  /** From panel to panel, keeping the place within the map as near as its size allows. */
  private toPanel(hover: StructureHover | null, right: number, down: number): boolean {
    const { columns } = this.host.drawing;
    const from = hover ? columns.list[hover.position] : undefined;
    const position = Math.min(Math.max((hover?.position ?? 0) + (hover ? right : 0), 0), columns.list.length - 1);
    const column = columns.list[position];
    if (!column) return false;
    const clusters = columns.clusters(column);
    const cluster = Math.min(Math.max((hover?.cluster ?? 0) + (hover ? down : 0), 0), clusters - 1);
    const size = columns.size(column);
    const before = from ? columns.size(from) : { height: 1, width: 1 };
    const row = Math.floor((((hover?.row ?? 0) + 0.5) / before.height) * size.height);
    const place = Math.floor((((hover?.column ?? 0) + 0.5) / before.width) * size.width);
    this.keyboardHover({ layer: column.name, cluster, row, column: place });
    const { x, y } = panelCentre(position, cluster, clusters, columns.files);
    this.host.rig.ensureVisible(x, y, SCENES.structure.panel_side * 0.6);
    return true;
  }

  private toPixel(hover: StructureHover | null, right: number, down: number): boolean {
    const column = hover && this.host.drawing.columns.list[hover.position];
    if (!hover || !column) return this.toPanel(null, 0, 0);
    const size = this.host.drawing.columns.size(column);
    const row = Math.min(Math.max(hover.row + down, 0), size.height - 1);
    const place = Math.min(Math.max(hover.column + right, 0), size.width - 1);
    this.keyboardHover({ layer: hover.layer, cluster: hover.cluster, row, column: place });
    return true;
  }

  private keyboardHover(target: PanelPixel): void {
    // The pointer may still rest somewhere on the canvas; it speaks again when it moves.
    this.at = null;
    this.host.drawing.setHover(target, "keyboard");
  }
}
