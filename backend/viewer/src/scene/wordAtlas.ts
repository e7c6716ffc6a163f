import type { WebGLRenderer } from "three";
import { ByteAtlas, type Tile } from "./byteAtlas.ts";

/** A word as a picture; lengths in em. */
export interface Word {
  /** Null for a word without ink. */
  readonly tile: Tile | null;
  /** From the pen to the picture's left edge, and from the baseline down to its bottom edge. */
  readonly left: number;
  readonly below: number;
  readonly width: number;
  readonly height: number;
  /** From the pen to the next word's pen, without a space. */
  readonly advance: number;
}

/** Empty pixels around a word: one that is drawn with it, for smooth edges, and one that keeps neighbours from showing through. */
const PADDING = 2;
/** How many of them are not drawn. */
export const HIDDEN_PADDING = 1;

/** Words drawn once with the browser's own text drawing, and kept as pictures of their opacity. */
export class WordAtlas {
  readonly atlas: ByteAtlas;
  private readonly pen: CanvasRenderingContext2D;
  private readonly words = new Map<string, Word>();
  private readonly spaces = new Map<string, number>();
  private family: string;
  private emPixels = 0;

  /** `family` as in CSS `font-family`. */
  constructor(renderer: WebGLRenderer, family: string) {
    const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    if (!pen) throw new Error("The browser offers no 2D canvas, with which names and numbers are drawn.");
    this.pen = pen;
    this.family = family;
    this.atlas = new ByteAtlas(renderer, true);
  }

  /** Forgets all words; from now on they are drawn with `family`, `emPixels` device pixels an em. */
  reset(emPixels: number, family = this.family): void {
    this.emPixels = emPixels;
    this.family = family;
    this.words.clear();
    this.spaces.clear();
    this.atlas.clear();
  }

  /** A word of a weight; `scale` is its size relative to the text that `emPixels` was chosen for. */
  word(text: string, weight: number, scale: number): Word {
    const key = `${weight} ${scale} ${text}`;
    let word = this.words.get(key);
    if (!word) {
      word = this.draw(text, weight, this.emPixels * scale);
      this.words.set(key, word);
    }
    return word;
  }

  /** Width of a space, in em. */
  space(weight: number): number {
    let width = this.spaces.get(String(weight));
    if (width === undefined) {
      this.pen.font = this.font(weight, 64);
      width = this.pen.measureText(" ").width / 64;
      this.spaces.set(String(weight), width);
    }
    return width;
  }

  private font(weight: number, pixels: number): string {
    return `${weight} ${pixels}px ${this.family}`;
  }

  private draw(text: string, weight: number, pixels: number): Word {
    const { pen } = this;
    pen.font = this.font(weight, pixels);
    const box = pen.measureText(text);
    const left = Math.floor(-box.actualBoundingBoxLeft) - PADDING;
    const below = Math.ceil(box.actualBoundingBoxDescent) + PADDING;
    const width = Math.ceil(box.actualBoundingBoxRight) + PADDING - left;
    const height = Math.ceil(box.actualBoundingBoxAscent) + PADDING + below;
    const advance = box.width / pixels;
    if (!(width > 2 * PADDING && height > 2 * PADDING)) {
      return { tile: null, left: 0, below: 0, width: 0, height: 0, advance };
    }
    const { canvas } = pen;
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width);
      canvas.height = Math.max(canvas.height, height);
    }
    pen.font = this.font(weight, pixels);
    pen.clearRect(0, 0, width, height);
    pen.fillStyle = "#fff";
    pen.fillText(text, -left, height - below);
    const colours = pen.getImageData(0, 0, width, height).data;
    const opacity = new Uint8Array(width * height);
    for (let i = 0; i < opacity.length; i++) opacity[i] = colours[4 * i + 3] ?? 0;
    const tile = this.atlas.add(width, height, opacity);
    return {
      tile,
      left: (left + HIDDEN_PADDING) / pixels,
      below: (below - HIDDEN_PADDING) / pixels,
      width: (width - 2 * HIDDEN_PADDING) / pixels,
      height: (height - 2 * HIDDEN_PADDING) / pixels,
      advance,
    };
  }
}
