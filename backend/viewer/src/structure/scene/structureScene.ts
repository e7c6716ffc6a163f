import type { Point } from "../../geometry/structureLayout.ts";
import { CameraRest } from "../../scene/cameraRest.ts";
import { type CanvasPoint, canvasPoint } from "../../scene/plane.ts";
import { Stage, type StageStats } from "../../scene/stage.ts";
import { CameraRig } from "./cameraRig.ts";
import type { CameraChoice, PanelPixel, StructureSceneEvents, ViewRange } from "./events.ts";
import { Interaction, type InteractionHost } from "./interaction.ts";
import { StructureDrawing } from "./structureDrawing.ts";

/**
 * Scene 1 on the page: the input, a column of cluster representatives for each layer, and the ten classes, before a camera.
 *
 * Throws a Complaint (`no_webgl`) where the browser has no WebGL 2.
 */
export class StructureScene implements InteractionHost {
  readonly stage: Stage;
  readonly rig: CameraRig;
  readonly drawing: StructureDrawing;
  readonly events: StructureSceneEvents;
  private readonly interaction: Interaction;
  private readonly seen = { emPixels: 0, height: 0, ratio: 1 };
  private told: ViewRange = { from: Number.NaN, to: Number.NaN };
  private readonly cameraRest: CameraRest<CameraChoice>;

  constructor(canvas: HTMLCanvasElement, events: StructureSceneEvents) {
    this.events = events;
    this.stage = new Stage(canvas);
    const { stage } = this;
    this.rig = new CameraRig(stage);
    this.cameraRest = new CameraRest<CameraChoice>(stage, "home", {
      choice: () => this.rig.choice,
      show: (choice) => this.rig.show(choice),
      tell: (choice, place) => this.events.onCamera?.(choice, place),
    });
    const { renderer } = stage;
    this.drawing = new StructureDrawing(
      { renderer, family: getComputedStyle(canvas).fontFamily },
      {
        invalidate: stage.invalidate,
        invalidateSoon: () => stage.invalidateSoon(),
        onExtent: (extent) => this.rig.setExtent(extent),
        onTheme: ({ background }) => stage.setBackground(background),
        onHover: (hover) => events.onHover(hover),
        onHoverLabel: (index) => events.onHoverLabel(index),
      },
    );
    for (const { mesh } of this.drawing.parts) stage.scene.add(mesh);
    this.interaction = new Interaction(this);
    stage.onFrame((now, seconds) => this.beforeFrame(now, seconds));
    stage.onRestored(() => this.drawing.restore());
  }

  /** While it is on, a press on the input draws instead of turning the view. */
  setDrawing(on: boolean): void {
    this.interaction.drawing = on;
    this.drawing.setDrawing(on);
  }

  /** Shows everything. */
  fit(): void {
    this.rig.fit();
  }

  /** Shows the input and the first columns, large enough to read. */
  home(): void {
    this.rig.home();
  }

  focusColumn(position: number): void {
    this.rig.focusColumn(position);
  }

  /** Looks further right and up, in CSS pixels. */
  panBy(x: number, y: number): void {
    this.rig.panBy(x, y);
  }

  /** Comes nearer by a factor; below 1 goes away. */
  zoomBy(factor: number): void {
    this.rig.zoomBy(factor);
  }

  /** Shows what a link says of the camera, or what it was when the scene was left. */
  showCamera(choice: CameraChoice): void {
    this.cameraRest.show(choice);
  }

  viewRange(): ViewRange {
    return this.rig.range();
  }

  /** Looks at a pixel as if the pointer were there; null looks at nothing. */
  hoverPixel(target: PanelPixel | null): void {
    this.drawing.setHover(target, "host");
  }

  /** Where the middle of a pixel is seen, in CSS pixels from the canvas's top left; null where it is not. */
  project(layer: string, cluster: number, row: number, column: number): CanvasPoint | null {
    return this.projectPoint(this.drawing.pointOf({ layer, cluster, row, column }));
  }

  /** Where the middle of a pixel of the input is seen, likewise. */
  projectInput(row: number, column: number): CanvasPoint | null {
    return this.projectPoint(this.drawing.inputPoint({ row, column }));
  }

  /** Draws nothing while it rests. */
  rest(on: boolean): void {
    this.stage.rest(on);
  }

  stats(): StageStats & { atlasBytes: number } {
    return { ...this.stage.stats(), atlasBytes: this.drawing.atlasBytes };
  }

  /** The view at two pixels for each CSS pixel. */
  toPng(): Promise<Blob> {
    return this.stage.toPng(2);
  }

  dispose(): void {
    this.interaction.dispose();
    this.cameraRest.dispose();
    this.rig.dispose();
    this.drawing.dispose();
    this.stage.dispose();
  }

  private projectPoint(point: Point | null): CanvasPoint | null {
    this.stage.camera.updateMatrixWorld();
    return point && canvasPoint(point.x, point.y, this.stage.size, this.stage.camera);
  }

  private beforeFrame(now: number, seconds: number): boolean {
    this.rig.correct();
    this.interaction.update();
    const range = this.rig.range();
    // Columns that are far from the view are left out.
    this.drawing.show(Math.floor(range.from) - 1, Math.ceil(range.to) + 1);
    const { seen, stage } = this;
    seen.ratio = stage.renderer.getPixelRatio();
    seen.height = stage.size.height * seen.ratio;
    seen.emPixels = this.rig.emPixels();
    const goesOn = this.drawing.prepare(now, seconds, seen);
    this.tellRange(range);
    this.cameraRest.note();
    return goesOn;
  }

  private tellRange(range: ViewRange): void {
    if (Math.abs(range.from - this.told.from) < 0.01 && Math.abs(range.to - this.told.to) < 0.01) return;
    this.told = range;
    this.events.onViewChange(range);
  }
}
