import { barsLeft, type MapSize } from "../../geometry/structureLayout.ts";
import type { ClassScore } from "../../protocol/messages.ts";
import type { Stage } from "../../scene/stage.ts";
import { TextMesh } from "../../scene/textMesh.ts";
import type { CameraRig } from "./cameraRig.ts";
import { captionScale, classNames, columnHeader, inputCaption, panelCaptions, TEXT_SIZE } from "./captions.ts";
import type { Columns } from "./columns.ts";

/** Text is drawn anew for another size when the camera has rested for this many ms. */
const SHARPEN_AFTER = 140;
/** Below this many CSS pixels an em nothing near the view's centre, nor much nearer, can be read. */
const ILLEGIBLE = 2.5;

/** All names and numbers of scene 1, in the page's font, sharp at the size they are seen at. */
export class Labels {
  private readonly stage: Stage;
  private readonly rig: CameraRig;
  private readonly text: TextMesh;
  private sharpenTimer: ReturnType<typeof setTimeout> | null = null;
  private disposed = false;
  /** Size of the largest captions, where usual ones are 1. */
  private largest = 1;

  constructor(stage: Stage, rig: CameraRig) {
    this.stage = stage;
    this.rig = rig;
    this.text = new TextMesh(stage.renderer, getComputedStyle(stage.canvas).fontFamily, TEXT_SIZE);
    stage.onRestored(() => this.text.restore());
    void this.awaitFont();
  }

  get mesh(): TextMesh["mesh"] {
    return this.text.mesh;
  }

  /** Colours of text, of muted text and of the accent: red, green and blue, 0..1. */
  setColours(text: readonly number[], muted: readonly number[], accent: readonly number[]): void {
    this.text.setColours(text, muted, accent);
  }

  /** Says everything anew. */
  write(input: MapSize, columns: Columns, classes: readonly ClassScore[]): void {
    const { text } = this;
    const { tallest, files, list } = columns;
    this.largest = captionScale(tallest);
    text.clear();
    text.set("input", inputCaption(input, tallest));
    list.forEach((column, position) => {
      if (column.layer) text.set(`column ${position}`, columnHeader(position, column.layer, tallest), position);
      const captions = column.data ? panelCaptions(position, column.data, tallest) : [];
      text.set(`captions ${position}`, captions, position);
    });
    text.set("classes", classNames(barsLeft(list.length, files), classes));
  }

  /** Brings the text between two columns to the graphics processor. To be called before a frame. */
  update(from: number, to: number): void {
    const ratio = this.stage.renderer.getPixelRatio();
    this.text.setViewport(this.stage.size.height * ratio, ratio);
    if (this.rig.emPixels() * this.largest > ILLEGIBLE * ratio) this.text.show(from, to);
    else this.text.show(0, -1);
    this.keepSharp();
    this.text.update();
  }

  dispose(): void {
    this.disposed = true;
    if (this.sharpenTimer !== null) clearTimeout(this.sharpenTimer);
    this.text.dispose();
  }

  /** Draws the words anew for the size at which they are seen, when the camera rests. */
  private keepSharp(): void {
    if (this.sharpenTimer !== null) clearTimeout(this.sharpenTimer);
    this.sharpenTimer = null;
    if (!this.text.outgrown(this.rig.emPixels())) return;
    this.sharpenTimer = setTimeout(() => {
      this.sharpenTimer = null;
      this.text.sharpen(this.rig.emPixels());
      this.stage.invalidate();
    }, SHARPEN_AFTER);
  }

  /** The page's font may arrive later than the scene. */
  private async awaitFont(): Promise<void> {
    const family = getComputedStyle(this.stage.canvas).fontFamily;
    try {
      await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px ${family}`)));
    } catch {
      // A font that cannot be loaded is replaced by the next of the family, as everywhere on the page.
    }
    if (this.disposed) return;
    this.text.setFamily(family);
    this.stage.invalidate();
  }
}
