import { SCENES } from "../../geometry/scenes.ts";
import { barsLeft, panelCentre, pixelPoint } from "../../geometry/structureLayout.ts";
import type { ClassScore, ClusteredLayer, NetworkDescription, Tensor } from "../../protocol/messages.ts";
import { ByteAtlas } from "../../scene/byteAtlas.ts";
import { CameraRest } from "../../scene/cameraRest.ts";
import { cssColour } from "../../scene/cssColour.ts";
import { type CanvasPoint, canvasPoint } from "../../scene/plane.ts";
import { Stage, type StageStats } from "../../scene/stage.ts";
import { BarMesh } from "./barMesh.ts";
import { CameraRig } from "./cameraRig.ts";
import { Columns } from "./columns.ts";
import { DIM_AFTER, Dimming } from "./dimming.ts";
import type {
  CameraChoice,
  PanelName,
  PanelPixel,
  Picture,
  SceneTheme,
  StructureHover,
  StructureSceneEvents,
  ViewRange,
} from "./events.ts";
import { findHover, markField } from "./fieldMarks.ts";
import { InputMesh } from "./inputMesh.ts";
import { Interaction, type InteractionHost } from "./interaction.ts";
import { Labels } from "./labels.ts";
import { Look } from "./look.ts";
import { PanelMesh } from "./panelMesh.ts";
import type { Shown } from "./picking.ts";
import { RibbonMesh } from "./ribbonMesh.ts";
import { ribbons } from "./ribbons.ts";
import { CLASS_REACH } from "./views.ts";

/**
 * Scene 1: the input, a column of cluster representatives for each layer, and the ten classes.
 *
 * Throws a Complaint (`no_webgl`) where the browser has no WebGL 2.
 */
export class StructureScene implements InteractionHost {
  readonly stage: Stage;
  readonly rig: CameraRig;
  readonly columns: Columns;
  readonly events: StructureSceneEvents;
  private readonly look = new Look();
  private readonly dimming = new Dimming(this.look.dimming);
  private readonly atlas: ByteAtlas;
  private readonly panels: PanelMesh;
  private readonly input: InputMesh;
  private readonly bars: BarMesh;
  private readonly ribbonMesh = new RibbonMesh();
  private readonly labels: Labels;
  private readonly interaction: Interaction;
  private network: NetworkDescription | null = null;
  private classes: readonly ClassScore[] = [];
  private hovered: StructureHover | null = null;
  private selected: PanelName | null = null;
  private hoveredClass: number | null = null;
  private fieldOnInput = false;
  private panelsChanged = true;
  private namesChanged = true;
  /** The first and the last column that are drawn. */
  private inView = { from: 0, to: 0 };
  private told: ViewRange = { from: Number.NaN, to: Number.NaN };
  private readonly cameraRest: CameraRest<CameraChoice>;

  constructor(canvas: HTMLCanvasElement, events: StructureSceneEvents) {
    this.events = events;
    this.stage = new Stage(canvas);
    const { renderer, scene } = this.stage;
    this.atlas = new ByteAtlas(renderer);
    this.columns = new Columns(this.atlas);
    this.panels = new PanelMesh(this.look, this.atlas);
    this.input = new InputMesh(this.look);
    this.bars = new BarMesh(this.look);
    this.rig = new CameraRig(this.stage);
    this.cameraRest = new CameraRest<CameraChoice>(this.stage, "home", {
      choice: () => this.rig.choice,
      show: (choice) => this.rig.show(choice),
      tell: (choice, place) => this.events.onCamera?.(choice, place),
    });
    this.labels = new Labels(this.stage, this.rig);
    [this.ribbonMesh, this.bars, this.input, this.panels, this.labels].forEach(({ mesh }, order) => {
      mesh.renderOrder = order;
      scene.add(mesh);
    });
    this.interaction = new Interaction(this);
    this.stage.onFrame((now, seconds) => this.beforeFrame(now, seconds));
    this.stage.onRestored(() => this.atlas.restore());
  }

  /** The network whose layers will be shown. Columns, maps and classes of the network before are taken away. */
  setNetwork(description: NetworkDescription): void {
    if (this.network === description) return;
    this.network = description;
    this.setHover(null, "host");
    this.columns.choose([], []);
    this.classes = [];
    const { input_height: height, input_width: width } = description.summary;
    this.input.setSize({ height, width });
    this.changed(true);
  }

  /** Names of the layers to show, left to right. A layer that was shown before keeps its maps. */
  setColumns(layers: readonly string[]): void {
    this.setHover(null, "host");
    this.columns.choose(layers, this.network?.layers ?? []);
    this.changed(true);
  }

  /** The input image as it enters the network. */
  setInput(picture: Picture | Tensor): void {
    const { height, width } = this.input.size;
    this.input.set(picture);
    if (this.input.size.height !== height || this.input.size.width !== width) this.namesChanged = true;
    this.stage.invalidate();
  }

  /** The clusters of a layer. Those of layers without a column are ignored. */
  setLayer(layer: ClusteredLayer): void {
    if (!this.columns.update(layer)) return;
    if (this.hovered?.layer === layer.layer) this.setHover(this.hovered, this.hovered.by);
    this.panelsChanged = true;
    this.contentChanged();
    this.stage.invalidateSoon();
  }

  /** Takes all maps and classes away; the columns stay, empty. */
  removeLayers(): void {
    this.setHover(null, "host");
    this.columns.removeMaps();
    this.classes = [];
    this.changed(true);
  }

  /** The classes, most probable first. */
  setPredictions(classes: readonly ClassScore[]): void {
    this.classes = classes;
    this.bars.setStale(false);
    this.changed(false);
  }

  /** The colours of the bytes 0 to 255, red, green, blue and alpha each. */
  setColourMap(lookup: Uint8Array): void {
    this.panels.setTable(lookup);
    this.stage.invalidate();
  }

  setTheme(theme: SceneTheme): void {
    const [background, text, muted, line, accent] = [
      cssColour(theme.background),
      cssColour(theme.text),
      cssColour(theme.muted),
      cssColour(theme.line),
      cssColour(theme.accent),
    ];
    this.stage.setBackground(theme.background);
    this.look.background.value.fromArray(background);
    this.look.line.value.fromArray(line);
    this.look.muted.value.fromArray(muted);
    this.look.accent.value.fromArray(accent);
    this.labels.setColours(text, muted, accent);
    const dark = background[0] + background[1] + background[2] < 1.5;
    this.ribbonMesh.setColours(muted, dark ? 0.3 : 0.2);
    this.stage.invalidate();
  }

  /** Whether a hover shows its field on the input too; for the first column it always does. */
  setFieldOnInput(on: boolean): void {
    this.fieldOnInput = on;
    this.mark();
  }

  /** Columns that are here now belong to an earlier image until each is set again: they dim a little after a moment. */
  setPending(on: boolean): void {
    this.dimming.setPending(on, performance.now());
    this.columns.setStale(on);
    this.bars.setStale(on);
    this.panelsChanged = true;
    if (on) setTimeout(this.stage.invalidate, DIM_AFTER + 10);
    this.stage.invalidate();
  }

  setSelected(panel: PanelName | null): void {
    this.selected = panel;
    this.markSelected();
    this.stage.invalidate();
  }

  /** While it is on, a press on the input draws instead of turning the view. */
  setDrawing(on: boolean): void {
    this.interaction.drawing = on;
    this.input.setDrawing(on);
    this.stage.invalidate();
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
    this.setHover(target, "host");
  }

  /** Where the middle of a pixel is seen, in CSS pixels from the canvas's top left; null where it is not. */
  project(layer: string, cluster: number, row: number, column: number): CanvasPoint | null {
    const position = this.columns.list.findIndex(({ name }) => name === layer);
    const shown = this.columns.list[position];
    if (!shown) return null;
    const centre = panelCentre(position, cluster, this.columns.clusters(shown), this.columns.files);
    const { x, y } = pixelPoint({ row, column }, this.columns.size(shown), centre, SCENES.structure.panel_side);
    return this.projectPoint(x, y);
  }

  /** Where the middle of a pixel of the input is seen, likewise. */
  projectInput(row: number, column: number): CanvasPoint | null {
    const { eye_height: y, input_side: side } = SCENES.structure;
    const point = pixelPoint({ row, column }, this.input.size, { x: 0, y }, side);
    return this.projectPoint(point.x, point.y);
  }

  stats(): StageStats & { atlasBytes: number } {
    return { ...this.stage.stats(), atlasBytes: this.atlas.bytes };
  }

  /** The view at two pixels for each CSS pixel. */
  toPng(): Promise<Blob> {
    return this.stage.toPng(2);
  }

  dispose(): void {
    this.interaction.dispose();
    this.cameraRest.dispose();
    this.rig.dispose();
    for (const part of [this.panels, this.input, this.bars, this.ribbonMesh, this.labels, this.atlas]) part.dispose();
    this.stage.dispose();
  }

  /** What can be pointed at; for Interaction. */
  shown(): Shown {
    return {
      input: this.input.size,
      columns: this.columns.list.map((column) => ({
        clusters: this.columns.clusters(column),
        size: this.columns.size(column),
      })),
      files: this.columns.files,
      classes: this.classes.length,
      reach: CLASS_REACH,
    };
  }

  /** What is pointed at; for Interaction. */
  hover(): StructureHover | null {
    return this.hovered;
  }

  /** Points at a pixel; for Interaction. */
  setHover(target: PanelPixel | null, by: StructureHover["by"]): void {
    const next = target && this.network ? findHover(target, by, this.columns, this.network) : null;
    const known = this.hovered;
    if (next === null && known === null) return;
    if (next && known && samePixel(next, known) && Object.is(next.value, known.value)) return;
    this.hovered = next;
    this.mark();
    this.events.onHover(next);
  }

  /** Points at a class; for Interaction. */
  setHoveredClass(k: number | null): void {
    if (k === this.hoveredClass) return;
    this.hoveredClass = k;
    this.bars.setHovered(k);
    this.stage.invalidate();
    this.events.onHoverLabel(k === null ? null : (this.classes[k]?.label.index ?? null));
  }

  private projectPoint(x: number, y: number): CanvasPoint | null {
    this.stage.camera.updateMatrixWorld();
    return canvasPoint(x, y, this.stage.size, this.stage.camera);
  }

  private mark(): void {
    markField(this.look, this.hovered, this.columns, this.fieldOnInput, this.input.size);
    this.stage.invalidate();
  }

  private markSelected(): void {
    const { selected } = this;
    const position = selected ? this.columns.list.findIndex(({ name }) => name === selected.layer) : -1;
    this.look.selected.value.set(position, selected && position >= 0 ? selected.cluster : -1, 0, 0);
  }

  private changed(panels: boolean): void {
    this.panelsChanged ||= panels;
    this.contentChanged();
    this.stage.invalidate();
  }

  private contentChanged(): void {
    this.markSelected();
    this.namesChanged = true;
    const { list, tallest } = this.columns;
    this.rig.setExtent({ columns: list.length, clusters: tallest, classes: this.classes.length });
  }

  private beforeFrame(now: number, seconds: number): boolean {
    this.look.ratio.value = this.stage.renderer.getPixelRatio();
    this.rig.correct();
    this.interaction.update();
    const range = this.rig.range();
    this.cull(range);
    if (this.panelsChanged) this.writePanels();
    if (this.namesChanged) this.writeNames();
    this.labels.update(this.inView.from, this.inView.to);
    this.tellRange(range);
    this.cameraRest.note();
    return this.dimming.step(now, seconds);
  }

  /** Leaves out columns that are far from the view. */
  private cull(range: ViewRange): void {
    const from = Math.floor(range.from) - 1;
    const to = Math.ceil(range.to) + 1;
    if (from === this.inView.from && to === this.inView.to) return;
    this.inView = { from, to };
    this.panelsChanged = true;
  }

  private writePanels(): void {
    this.panelsChanged = false;
    this.panels.set(this.columns.panels(this.inView.from, this.inView.to));
    const maps = this.columns.list.map(({ data }) => data?.clusters.map(({ channels }) => channels.length) ?? null);
    this.ribbonMesh.set(ribbons(maps, this.columns.files));
  }

  private writeNames(): void {
    this.namesChanged = false;
    const { columns, classes } = this;
    this.labels.write(this.input.size, columns, classes);
    this.bars.set(
      barsLeft(columns.list.length, columns.files),
      classes.map(({ probability }) => probability),
      CLASS_REACH,
    );
  }

  private tellRange(range: ViewRange): void {
    if (Math.abs(range.from - this.told.from) < 0.01 && Math.abs(range.to - this.told.to) < 0.01) return;
    this.told = range;
    this.events.onViewChange(range);
  }
}

function samePixel(a: PanelPixel, b: PanelPixel): boolean {
  return a.layer === b.layer && a.cluster === b.cluster && a.row === b.row && a.column === b.column;
}
