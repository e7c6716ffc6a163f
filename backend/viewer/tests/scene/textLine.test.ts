import { expect, test } from "vitest";
import { lineLength, type TextLine, WORD_NUMBERS, writeLine } from "../../src/scene/textLine.ts";
import type { WordAtlas } from "../../src/scene/wordAtlas.ts";

/** Words of which each letter is half an em wide and one em high, and a space a quarter. */
const atlas = {
  space: () => 0.25,
  word: (text: string) => ({
    tile: text === "" ? null : { page: 0, x: 7, y: 9, width: [...text].length * 10, height: 20 },
    left: 0,
    below: 0,
    width: [...text].length / 2,
    height: 1,
    advance: [...text].length / 2,
  }),
} as unknown as WordAtlas;

const line: TextLine = { text: "ab cd e", x: 1, y: 2, size: 0.1, weight: 400, colour: "muted" };

function words(of: TextLine): { x: number; width: number }[] {
  const numbers: number[] = [];
  writeLine(atlas, of, 1, numbers);
  expect(numbers.length % WORD_NUMBERS).toBe(0);
  return Array.from({ length: numbers.length / WORD_NUMBERS }, (_, i) => ({
    x: numbers[i * WORD_NUMBERS] ?? Number.NaN,
    width: numbers[i * WORD_NUMBERS + 2] ?? Number.NaN,
  }));
}

test("words follow each other with a space between", () => {
  const [first, second, third] = words(line);
  expect(first?.x).toBeCloseTo(1, 9);
  expect(second?.x).toBeCloseTo(1 + 0.1 + 0.025, 9);
  expect(third?.x).toBeCloseTo(1 + 0.2 + 0.05, 9);
  expect(lineLength(atlas, line, 1)).toBeCloseTo(0.3, 9);
});

test("lines can end or be centred at a place", () => {
  expect(words({ ...line, align: "right" })[0]?.x).toBeCloseTo(0.7, 9);
  expect(words({ ...line, align: "centre" })[0]?.x).toBeCloseTo(0.85, 9);
});

test("a line that is too long is shortened in its middle, and both ends stay", () => {
  const numbers: number[] = [];
  const seen: string[] = [];
  const spy = {
    ...atlas,
    word: (text: string) => {
      seen.push(text);
      return atlas.word(text, 400, 1);
    },
  } as unknown as WordAtlas;
  writeLine(spy, { ...line, text: "model_block3_conv17", most: 0.5 }, 1, numbers);
  expect(seen[seen.length - 1]).toBe("model…nv17");
  expect(numbers).toHaveLength(WORD_NUMBERS);
});

test("empty words leave no picture", () => expect(words({ ...line, text: " a" })).toHaveLength(1));

test("letters of what always changes are words of their own, and take as much room", () => {
  const apart = words({ ...line, byLetter: true });
  expect(apart.map(({ width }) => width)).toEqual([0.05, 0.05, 0.05, 0.05, 0.05]);
  expect(apart[2]?.x).toBeCloseTo(1 + 0.1 + 0.025, 9);
  expect(lineLength(atlas, { ...line, byLetter: true }, 1)).toBeCloseTo(0.3, 9);
});
