import { type IUniform, Mesh, Vector2, Vector3, type WebGLRenderer } from "three";
import { type FlatMesh, flatMaterial } from "./flatMaterial.ts";
import { Instances } from "./instances.ts";
import { lineLength, type TextLine, writeLine } from "./textLine.ts";
import { WordAtlas } from "./wordAtlas.ts";

const VERTEX = /* glsl */ `
in vec2 corner;
in vec4 place;
in vec4 tile;
in vec4 look;
uniform vec2 legible;
uniform float halfHeight;
out vec2 texel;
flat out vec3 about;
void main() {
  vec2 share = corner * 0.5 + 0.5;
  gl_Position = onPlane(place.xy + share * place.zw);
  texel = tile.xy + vec2(share.x, 1.0 - share.y) * tile.zw;
  // Text too small to read is noise: it fades, and is then not drawn at all.
  float pixels = projectionMatrix[1][1] * halfHeight * look.z / gl_Position.w;
  about = vec3(look.x, look.y, smoothstep(legible.x, legible.y, pixels));
  if (about.z <= 0.0) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
`;

const FRAGMENT = /* glsl */ `
in vec2 texel;
flat in vec3 about;
uniform sampler2DArray words;
uniform vec3 colours[3];
void main() {
  float opacity = texture(words, vec3(texel / vec2(textureSize(words, 0).xy), about.x)).r;
  colour = vec4(colours[int(about.y + 0.5)], opacity * about.z);
}
`;

/** Sizes in device pixels that text is drawn at; the graphics processor scales to what lies between. */
const SIZES = [8, 10, 12, 14, 17, 20, 24, 29, 35, 42, 50, 60];

/** Lines that come and go together, and their numbers for the graphics processor once these were needed. */
interface Block {
  lines: readonly TextLine[];
  place: number | undefined;
  numbers: number[] | null;
}

/** All text of a scene in one draw call, sharp at the size it is seen at. */
export class TextMesh {
  readonly mesh: FlatMesh;
  private readonly words: WordAtlas;
  private readonly instances = new Instances(["place", "tile", "look"]);
  private readonly blocks = new Map<string, Block>();
  private readonly shown = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  private readonly uniforms: {
    colours: { value: Vector3[] };
    legible: { value: Vector2 };
    halfHeight: IUniform<number>;
  };
  private readonly usual: number;
  private pixels = SIZES[4] ?? 17;
  private changed = true;

  /** `usual` is the size of an em, in metres, that most text has. */
  constructor(renderer: WebGLRenderer, family: string, usual: number) {
    this.usual = usual;
    this.words = new WordAtlas(renderer, family);
    this.words.reset(this.pixels);
    this.uniforms = {
      colours: { value: [new Vector3(), new Vector3(), new Vector3()] },
      legible: { value: new Vector2(5, 7.5) },
      halfHeight: { value: 1 },
    };
    this.mesh = new Mesh(
      this.instances.geometry,
      flatMaterial({ ...this.uniforms, words: this.words.atlas.uniform }, VERTEX, FRAGMENT),
    );
    this.mesh.frustumCulled = false;
  }

  /** The lines known by a name; none removes them. Those with a `place` are drawn only while it is shown. */
  set(name: string, lines: readonly TextLine[], place?: number): void {
    if (lines.length > 0) this.blocks.set(name, { lines, place, numbers: null });
    else this.blocks.delete(name);
    this.changed = true;
  }

  /** Draws of the lines with a place only those between two places, both included. */
  show(from: number, to: number): void {
    if (this.shown.from === from && this.shown.to === to) return;
    this.shown.from = from;
    this.shown.to = to;
    this.changed = true;
  }

  /** Removes all lines. */
  clear(): void {
    this.blocks.clear();
    this.changed = true;
  }

  /** Colours of text, of muted text and of the accent: red, green and blue, 0..1. */
  setColours(text: readonly number[], muted: readonly number[], accent: readonly number[]): void {
    [text, muted, accent].forEach((colour, i) => {
      this.uniforms.colours.value[i]?.fromArray(colour);
    });
  }

  /** Draws all words again with a font that has arrived. */
  setFamily(family: string): void {
    this.redraw(this.pixels, family);
  }

  /** The canvas's height in device pixels, and device pixels for each CSS pixel. */
  setViewport(height: number, ratio: number): void {
    this.uniforms.halfHeight.value = height / 2;
    this.uniforms.legible.value.set(5 * ratio, 7.5 * ratio);
  }

  /** Draws text also where it is seen so small that it cannot be read. */
  keepLegible(): void {
    this.uniforms.legible.value.set(-2, -1);
  }

  /** Length of a line. */
  lengthOf(line: TextLine): number {
    return lineLength(this.words, line, line.size / this.usual);
  }

  /** Whether text of the usual size, seen at `pixels` device pixels an em, should be drawn again to be sharp. */
  outgrown(pixels: number): boolean {
    return this.pixels !== suitableSize(pixels);
  }

  /** Draws all words again for text of the usual size seen at `pixels` device pixels an em. */
  sharpen(pixels: number): void {
    this.redraw(suitableSize(pixels));
  }

  /** Uploads the words again, after the context was lost. */
  restore(): void {
    this.words.atlas.restore();
  }

  /** Brings changed lines to the graphics processor. To be called before a frame. */
  update(): void {
    if (!this.changed) return;
    this.changed = false;
    const numbers: number[] = [];
    const { from, to } = this.shown;
    for (const block of this.blocks.values()) {
      if (block.place !== undefined && (block.place < from || block.place > to)) continue;
      block.numbers ??= this.write(block.lines);
      for (const number of block.numbers) numbers.push(number);
    }
    this.instances.set(numbers);
  }

  dispose(): void {
    this.instances.dispose();
    this.words.atlas.dispose();
  }

  private write(lines: readonly TextLine[]): number[] {
    const numbers: number[] = [];
    for (const line of lines) writeLine(this.words, line, line.size / this.usual, numbers);
    return numbers;
  }

  private redraw(pixels: number, family?: string): void {
    this.pixels = pixels;
    this.words.reset(pixels, family);
    for (const block of this.blocks.values()) block.numbers = null;
    this.changed = true;
  }
}

function suitableSize(pixels: number): number {
  return SIZES.find((size) => size >= pixels * 0.97) ?? SIZES[SIZES.length - 1] ?? 60;
}
