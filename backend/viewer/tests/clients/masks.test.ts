import { test } from "vitest";
import type { Mask } from "../../src/protocol/messages.ts";
import { stamp } from "../../src/structure/masks/brush.ts";
import { area, bitmapOf, coverage, moved, placed, rectangleBetween, rescaled } from "../../src/structure/masks/mask.ts";
import { masksToText } from "../../src/structure/masks/maskText.ts";
import { between, randomMask, randomNumbers } from "../structure/random.ts";
import { expectShared } from "./shared.ts";

const SIZE = { height: 24, width: 31 };
const OTHER = { height: 40, width: 33 };

function text(mask: Mask | null): string | null {
  return mask && masksToText([placed(mask)]).text;
}

function rounds<T>(seed: number, count: number, make: (random: () => number) => T): T[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => make(random));
}

test("masks", async () => {
  await expectShared("masks", {
    size: SIZE,
    otherSize: OTHER,
    masks: rounds(101, 60, (random) => {
      const mask = randomMask(random, SIZE);
      const [rows, columns] = [between(random, -30, 30) / 2, between(random, -30, 30) / 2];
      return {
        mask: text(mask),
        area: area(mask),
        rows,
        columns,
        moved: text(moved(mask, rows, columns, SIZE)),
        rescaled: text(rescaled(mask, SIZE, OTHER)),
      };
    }),
    unions: rounds(102, 20, (random) => {
      const masks = Array.from({ length: between(random, 1, 4) }, () => placed(randomMask(random, SIZE)));
      return { masks: masksToText(masks).text, union: text(bitmapOf(coverage(masks, SIZE), SIZE)) };
    }),
    rectangles: rounds(103, 30, (random) => {
      const [a, b] = [place(random), place(random)];
      return { a, b, mask: text(rectangleBetween(a, b, SIZE)) };
    }),
    strokes: rounds(104, 40, (random) => {
      const [from, to, radius] = [place(random), place(random), between(random, 0, 24) / 4];
      const flags = new Uint8Array(SIZE.height * SIZE.width);
      stamp(flags, SIZE, from, to, radius);
      return { from, to, radius, mask: text(bitmapOf(flags, SIZE)) };
    }),
  });
});

/** A place on the image or a little beside it, in quarters of a pixel, which every machine computes alike. */
function place(random: () => number): { row: number; column: number } {
  return { row: between(random, -12, 108) / 4, column: between(random, -12, 136) / 4 };
}
