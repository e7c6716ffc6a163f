import type { WebGLRenderer } from "three";
import type { Region } from "../../geometry/receptiveField.ts";
import { SCENES } from "../../geometry/scenes.ts";
import {
  barsLeft,
  INPUT_CENTRE,
  type Pixel,
  type Point,
  panelCentre,
  pixelPoint,
} from "../../geometry/structureLayout.ts";
import type { ClassScore, ClusteredLayer, NetworkDescription, Tensor } from "../../protocol/messages.ts";
import { ByteAtlas } from "../../scene/byteAtlas.ts";
import { cssColour } from "../../scene/cssColour.ts";
import type { Bend } from "../../scene/flatMaterial.ts";
import { BarMesh } from "./barMesh.ts";
import { Columns } from "./columns.ts";
import { DIM_AFTER, Dimming } from "./dimming.ts";
import type { PanelName, PanelPixel, Picture, SceneTheme, StructureHover } from "./events.ts";
import { findHover, markField, markInput } from "./fieldMarks.ts";
import type { Influence } from "./influence.ts";
import { InputMesh } from "./inputMesh.ts";
import { Labels, type TextView } from "./labels.ts";
import { Look } from "./look.ts";
import { PanelMesh } from "./panelMesh.ts";
import type { Shown } from "./picking.ts";
import { RibbonMesh } from "./ribbonMesh.ts";
import { ribbons, within } from "./ribbons.ts";
import type { SwitchedOff } from "./switchedOff.ts";
import { CLASS_REACH, type Extent } from "./views.ts";

/** Who shows a drawing, and is told of it. */
export interface DrawingHost {
  /** Something has changed and is to be seen; `soon` for what comes in quick succession. */
  invalidate(): void;
  invalidateSoon(): void;
  /** What is drawn may take more room now, or less. */
  onExtent?(extent: Extent): void;
  onTheme?(theme: SceneTheme): void;
  onHover(hover: StructureHover | null): void;
  /** The class (its index in the network's output) whose row is pointed at. */
  onHoverLabel(index: number | null): void;
}

/** Where scene 1 is drawn. */
export interface DrawingPlace {
  readonly renderer: WebGLRenderer;
  /** As in CSS `font-family`. */
  readonly family: string;
  /**
   * How the plane of columns and classes is bent; left out where it is flat. Of what is bent only what lies between the
   * first and the last column shown is drawn, for the rest would be behind the person; and the input stands elsewhere.
   */
  readonly bend?: Bend;
}

/** What of scene 1 is drawn and can be pointed at: input, columns, ribbons, names and classes, wherever they stand. */
export class StructureDrawing {
  readonly columns: Columns;
  readonly input: InputMesh;
  private readonly host: DrawingHost;
  private readonly bent: boolean;
  private readonly look = new Look();
  private readonly dimming = new Dimming(this.look.dimming);
  private readonly atlas: ByteAtlas;
  private readonly panels: PanelMesh;
  private readonly bars: BarMesh;
  private readonly ribbonMesh = new RibbonMesh();
  private readonly labels: Labels;
  private network: NetworkDescription | null = null;
  private classes: readonly ClassScore[] = [];
  private hovered: StructureHover | null = null;
  private selected: PanelName | null = null;
  private hoveredClass: number | null = null;
  private fieldOnInput = false;
  private inputField: Region | null = null;
  private panelsChanged = true;
  private namesChanged = true;
  private pointable: Shown | null = null;
  /** The first and the last column that are drawn. */
  private readonly inView = { from: 0, to: 0 };

  constructor({ renderer, family, bend }: DrawingPlace, host: DrawingHost) {
    this.host = host;
    this.bent = bend !== undefined;
    this.atlas = new ByteAtlas(renderer);
    this.columns = new Columns(this.atlas);
    this.panels = new PanelMesh(this.look, this.atlas);
    this.input = new InputMesh(this.look);
    this.bars = new BarMesh(this.look);
    this.labels = new Labels(renderer, family, host.invalidate);
    this.parts.forEach(({ mesh }, order) => {
      mesh.renderOrder = order;
      if (bend && mesh !== this.input.mesh) mesh.material.uniforms.bend = bend;
    });
  }

  /** All that is drawn, what lies below first. */
  get parts() {
    return [this.ribbonMesh, this.bars, this.input, this.panels, this.labels];
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

  /** What is switched off: it is drawn so. */
  setSwitchedOff(off: SwitchedOff): void {
    this.columns.off = off;
    this.changed(true);
  }

  /** What was measured of the clusters: bands and captions tell it. */
  setInfluence(influence: Influence): void {
    this.columns.influence = influence;
    this.changed(true);
  }

  /** The input image as it enters the network. */
  setInput(picture: Picture | Tensor): void {
    const { height, width } = this.input.size;
    this.input.set(picture);
    if (this.input.size.height !== height || this.input.size.width !== width) this.renamed();
    this.host.invalidate();
  }

  /** The clusters of a layer. Those of layers without a column are ignored. */
  setLayer(layer: ClusteredLayer): void {
    if (!this.columns.update(layer)) return;
    if (this.hovered?.layer === layer.layer) this.setHover(this.hovered, this.hovered.by);
    this.panelsChanged = true;
    this.contentChanged();
    this.host.invalidateSoon();
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
    this.host.invalidate();
  }

  setTheme(theme: SceneTheme): void {
    const [background, text, muted, line, accent] = [
      cssColour(theme.background),
      cssColour(theme.text),
      cssColour(theme.muted),
      cssColour(theme.line),
      cssColour(theme.accent),
    ];
    this.host.onTheme?.(theme);
    this.look.background.value.fromArray(background);
    this.look.line.value.fromArray(line);
    this.look.muted.value.fromArray(muted);
    this.look.accent.value.fromArray(accent);
    this.labels.setColours(text, muted, accent);
    const dark = background[0] + background[1] + background[2] < 1.5;
    this.ribbonMesh.setColours(muted, dark ? 0.3 : 0.2);
    this.host.invalidate();
  }

  /** Whether a hover shows its field on the input too; for the first column it always does. */
  setFieldOnInput(on: boolean): void {
    this.fieldOnInput = on;
    this.mark();
  }

  /** Shows a part of the input as a field while nothing is pointed at that has one of its own; null shows none. */
  setInputField(region: Region | null): void {
    this.inputField = region;
    this.mark();
  }

  /** Columns that are here now belong to an earlier image until each is set again: they dim a little after a moment. */
  setPending(on: boolean): void {
    this.dimming.setPending(on, performance.now());
    this.columns.setStale(on);
    this.bars.setStale(on);
    this.panelsChanged = true;
    if (on) setTimeout(this.host.invalidate, DIM_AFTER + 10);
    this.host.invalidate();
  }

  setSelected(panel: PanelName | null): void {
    this.selected = panel;
    this.markSelected();
    this.host.invalidate();
  }

  /** Shows that the input can be drawn on. */
  setDrawing(on: boolean): void {
    this.input.setDrawing(on);
    this.host.invalidate();
  }

  /** Bytes of the maps' textures in the graphics memory. */
  get atlasBytes(): number {
    return this.atlas.bytes;
  }

  /** What can be pointed at. */
  shown(): Shown {
    this.pointable ??= {
      input: this.input.size,
      columns: this.columns.list.map((column) => ({
        clusters: this.columns.clusters(column),
        size: this.columns.size(column),
      })),
      files: this.columns.files,
      classes: this.classes.length,
      reach: CLASS_REACH,
    };
    return this.pointable;
  }

  /** The middle of a pixel, in the plane; null where its layer has no column. */
  pointOf({ layer, cluster, ...pixel }: PanelPixel): Point | null {
    const { columns } = this;
    const position = columns.list.findIndex(({ name }) => name === layer);
    const column = columns.list[position];
    if (!column) return null;
    const centre = panelCentre(position, cluster, columns.clusters(column), columns.files);
    return pixelPoint(pixel, columns.size(column), centre, SCENES.structure.panel_side);
  }

  /** The middle of a pixel of the input, in the plane. */
  inputPoint(pixel: Pixel): Point {
    return pixelPoint(pixel, this.input.size, INPUT_CENTRE, SCENES.structure.input_side);
  }

  /** The pixel that is pointed at. */
  hover(): StructureHover | null {
    return this.hovered;
  }

  /** Points at a pixel; null at nothing. */
  setHover(target: PanelPixel | null, by: StructureHover["by"]): void {
    const next = target && this.network ? findHover(target, by, this.columns, this.network) : null;
    const known = this.hovered;
    if (next === null && known === null) return;
    if (next && known && samePixel(next, known) && Object.is(next.value, known.value)) return;
    this.hovered = next;
    this.mark();
    this.host.onHover(next);
  }

  /** Points at a class. */
  setHoveredClass(k: number | null): void {
    if (k === this.hoveredClass) return;
    this.hoveredClass = k;
    this.bars.setHovered(k);
    this.host.invalidate();
    this.host.onHoverLabel(k === null ? null : (this.classes[k]?.label.index ?? null));
  }

  /** Leaves out columns before one place and after another. In what is bent the classes' place is that after the last column. */
  show(from: number, to: number): void {
    if (from === this.inView.from && to === this.inView.to) return;
    this.inView.from = from;
    this.inView.to = to;
    this.panelsChanged = true;
  }

  /** Brings what has changed to the graphics processor, before a frame at a time in ms. Whether another one is wanted. */
  prepare(now: number, seconds: number, seen: TextView): boolean {
    this.look.ratio.value = seen.ratio;
    if (this.panelsChanged) this.writePanels();
    if (this.namesChanged) this.writeNames();
    this.labels.update(this.inView.from, this.inView.to, seen);
    return this.dimming.step(now, seconds);
  }

  /** Uploads everything again, after the context was lost. */
  restore(): void {
    this.atlas.restore();
    this.labels.restore();
  }

  dispose(): void {
    for (const part of this.parts) part.dispose();
    this.atlas.dispose();
  }

  private mark(): void {
    markField(this.look, this.hovered, this.columns, this.fieldOnInput, this.input.size);
    if (!this.hovered && this.inputField) markInput(this.look, this.inputField, this.input.size);
    this.host.invalidate();
  }

  private markSelected(): void {
    const { selected } = this;
    const position = selected ? this.columns.list.findIndex(({ name }) => name === selected.layer) : -1;
    this.look.selected.value.set(position, selected && position >= 0 ? selected.cluster : -1, 0, 0);
  }

  private changed(panels: boolean): void {
    this.panelsChanged ||= panels;
    this.contentChanged();
    this.host.invalidate();
  }

  private contentChanged(): void {
    this.markSelected();
    this.renamed();
    const { list, tallest } = this.columns;
    this.host.onExtent?.({ columns: list.length, clusters: tallest, classes: this.classes.length });
  }

  private renamed(): void {
    this.namesChanged = true;
    this.pointable = null;
  }

  private writePanels(): void {
    this.panelsChanged = false;
    const { columns, inView } = this;
    this.panels.set(columns.panels(inView.from, inView.to));
    const maps = columns.list.map(({ data }) => data?.clusters.map(({ channels }) => channels.length) ?? null);
    const all = ribbons(maps, columns.files, columns.flows);
    this.ribbonMesh.set(this.bent ? within(all, inView.from, Math.min(inView.to, maps.length), columns.files) : all);
    this.bars.mesh.visible = !this.bent || inView.to >= maps.length;
  }

  private writeNames(): void {
    this.namesChanged = false;
    const { columns, classes } = this;
    this.labels.write(this.bent ? null : this.input.size, columns, classes);
    this.bars.set(
      barsLeft(columns.list.length, columns.files),
      classes.map(({ probability }) => probability),
      CLASS_REACH,
    );
  }
}

function samePixel(a: PanelPixel, b: PanelPixel): boolean {
  return a.layer === b.layer && a.cluster === b.cluster && a.row === b.row && a.column === b.column;
}
