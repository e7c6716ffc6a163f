import { HIDDEN_PADDING, type Word, type WordAtlas } from "./wordAtlas.ts";

/** One line of text in the plane z = 0; lengths in metres. */
export interface TextLine {
  text: string;
  /** Where the line begins, is centred or ends, by `align`. */
  x: number;
  /** The baseline. */
  y: number;
  /** Size of an em. */
  size: number;
  weight: 400 | 500 | 600;
  /** Which of the theme's colours. */
  colour: "text" | "muted" | "accent";
  align?: "left" | "centre" | "right";
  /** Where the line is longer, it is shortened in its middle. */
  most?: number;
  /** Drawn letter by letter: for what is always another, such as numbers, of which no word would be drawn twice. */
  byLetter?: boolean;
  /** The column it belongs to, which dims with it; none where left out. */
  column?: number;
}

/** Numbers of one word for the graphics processor: place (4), tile (4), look (4). */
export const WORD_NUMBERS = 12;
const COLOURS = { text: 0, muted: 1, accent: 2 } as const;

/** Length of a line in metres. */
export function lineLength(atlas: WordAtlas, line: TextLine, scale: number): number {
  const words = line.text.split(" ");
  const space = atlas.space(line.weight);
  const ems = words.reduce((sum, word) => sum + wordLength(atlas, word, line, scale), 0);
  return (ems + (words.length - 1) * space) * line.size;
}

function wordLength(atlas: WordAtlas, word: string, line: TextLine, scale: number): number {
  let length = 0;
  for (const piece of piecesOf(word, line)) length += atlas.word(piece, line.weight, scale).advance;
  return length;
}

function piecesOf(word: string, { byLetter }: TextLine): Iterable<string> {
  return byLetter ? word : [word];
}

/** Writes the words of a line as numbers for the graphics processor. `scale` is its size relative to the usual one. */
export function writeLine(atlas: WordAtlas, line: TextLine, scale: number, into: number[]): void {
  const fitted = shortened(atlas, line, scale);
  const length = line.align && line.align !== "left" ? lineLength(atlas, fitted, scale) : 0;
  let pen = fitted.x - (line.align === "right" ? length : line.align === "centre" ? length / 2 : 0);
  const space = atlas.space(fitted.weight) * fitted.size;
  for (const text of fitted.text.split(" ")) {
    for (const piece of piecesOf(text, line))
      pen += writeWord(atlas.word(piece, fitted.weight, scale), line, pen, into);
    pen += space;
  }
}

/** Writes a word that begins at `pen`; how far the pen moves. */
function writeWord(word: Word, line: TextLine, pen: number, into: number[]): number {
  const { tile } = word;
  if (tile) {
    into.push(pen + word.left * line.size, line.y - word.below * line.size);
    into.push(word.width * line.size, word.height * line.size);
    into.push(tile.x + HIDDEN_PADDING, tile.y + HIDDEN_PADDING);
    into.push(tile.width - 2 * HIDDEN_PADDING, tile.height - 2 * HIDDEN_PADDING);
    into.push(tile.page, COLOURS[line.colour], line.size, 0);
  }
  return word.advance * line.size;
}

/** The line, with an ellipsis in its middle where it is longer than it may be: names differ at both ends. */
function shortened(atlas: WordAtlas, line: TextLine, scale: number): TextLine {
  const { most } = line;
  if (most === undefined || lineLength(atlas, line, scale) <= most) return line;
  const letters = [...line.text];
  for (let kept = letters.length - 1; kept > 2; kept--) {
    const head = letters.slice(0, Math.ceil(kept / 2)).join("");
    const tail = letters.slice(letters.length - Math.floor(kept / 2)).join("");
    const shorter = { ...line, text: `${head}…${tail}` };
    if (lineLength(atlas, shorter, scale) <= most) return shorter;
  }
  return line;
}
