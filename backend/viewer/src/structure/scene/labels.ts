import type { WebGLRenderer } from "three";
import { barsLeft, type MapSize } from "../../geometry/structureLayout.ts";
import type { ClassScore } from "../../protocol/messages.ts";
import { TextMesh } from "../../scene/textMesh.ts";
import { captionScale, classNames, columnHeader, inputCaption, panelCaptions, TEXT_SIZE } from "./captions.ts";
import type { Columns } from "./columns.ts";

/** Text is drawn anew for another size when it has been seen at that for this many ms. */
const SHARPEN_AFTER = 140;
/** Below this many CSS pixels an em nothing near the view's centre, nor much nearer, can be read. */
const ILLEGIBLE = 2.5;

/** How large text is seen. */
export interface TextView {
  /** Device pixels of an em of most text, where one looks. */
  emPixels: number;
  /** Device pixels of the picture's height; as many times less where things are drawn smaller than they are. */
  height: number;
  /** Device pixels for each CSS pixel. */
  ratio: number;
}

/** All names and numbers of scene 1, in the page's font, sharp at the size they are seen at. */
export class Labels {
  private readonly text: TextMesh;
  private readonly invalidate: () => void;
  private sharpenTimer: ReturnType<typeof setTimeout> | null = null;
  /** What the timer is for, in device pixels an em. */
  private sharpenTo = 0;
  private disposed = false;
  /** Size of the largest captions, where usual ones are 1. */
  private largest = 1;

  /** `invalidate` is called when text is to be drawn that was not there, or not as sharp. */
  constructor(renderer: WebGLRenderer, family: string, invalidate: () => void) {
    this.invalidate = invalidate;
    this.text = new TextMesh(renderer, family, TEXT_SIZE);
    void this.awaitFont(family);
  }

  get mesh(): TextMesh["mesh"] {
    return this.text.mesh;
  }

  /** Colours of text, of muted text and of the accent: red, green and blue, 0..1. */
  setColours(text: readonly number[], muted: readonly number[], accent: readonly number[]): void {
    this.text.setColours(text, muted, accent);
  }

  /** Says everything anew. `input` is null where it stands elsewhere, and classes then are shown as a column after the last. */
  write(input: MapSize | null, columns: Columns, classes: readonly ClassScore[]): void {
    const { text } = this;
    const { tallest, files, list } = columns;
    this.largest = captionScale(tallest);
    text.clear();
    if (input) text.set("input", inputCaption(input, tallest));
    list.forEach((column, position) => {
      if (column.layer) text.set(`column ${position}`, columnHeader(position, column.layer, tallest), position);
      const captions = column.data
        ? panelCaptions(position, column.data, tallest, {
            off: (cluster) => columns.countOff(column, cluster),
            influence: (cluster) => columns.influenceOf(column, cluster),
          })
        : [];
      text.set(`captions ${position}`, captions, position);
    });
    text.set("classes", classNames(barsLeft(list.length, files), classes), input ? undefined : list.length);
  }

  /** Brings the text between two columns to the graphics processor. To be called before a frame. */
  update(from: number, to: number, { emPixels, height, ratio }: TextView): void {
    this.text.setViewport(height, ratio);
    if (emPixels * this.largest > ILLEGIBLE * ratio) this.text.show(from, to);
    else this.text.show(0, -1);
    this.keepSharp(emPixels);
    this.text.update();
  }

  /** Uploads the words again, after the context was lost. */
  restore(): void {
    this.text.restore();
  }

  dispose(): void {
    this.disposed = true;
    this.stopTimer();
    this.text.dispose();
  }

  /** Draws the words anew for the size at which they are seen, when that has come to rest. */
  private keepSharp(emPixels: number): void {
    const outgrown = this.text.outgrown(emPixels);
    if (outgrown && this.sharpenTimer !== null && this.sharpenTo === emPixels) return;
    this.stopTimer();
    if (!outgrown) return;
    this.sharpenTo = emPixels;
    this.sharpenTimer = setTimeout(() => {
      this.sharpenTimer = null;
      this.text.sharpen(emPixels);
      this.invalidate();
    }, SHARPEN_AFTER);
  }

  private stopTimer(): void {
    if (this.sharpenTimer !== null) clearTimeout(this.sharpenTimer);
    this.sharpenTimer = null;
  }

  /** The page's font may arrive later than the scene. */
  private async awaitFont(family: string): Promise<void> {
    try {
      await Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 16px ${family}`)));
    } catch {
      // A font that cannot be loaded is replaced by the next of the family, as everywhere on the page.
    }
    if (this.disposed) return;
    this.text.setFamily(family);
    this.invalidate();
  }
}
