import { describe, expect, it } from "vitest";
import { packBits, unpackBits } from "../../../src/structure/masks/bits";
import {
  area,
  bitmapOf,
  coverage,
  covers,
  moved,
  placed,
  rectangleBetween,
  rescaled,
  sameMask,
  topmostAt,
} from "../../../src/structure/masks/mask";
import { between, randomBitmap, randomMask, randomNumbers } from "../random";

const SIZE = { height: 13, width: 9 };

describe("bits", () => {
  it("packs the most significant bit first, without gaps between rows", () => {
    expect([...packBits(Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 1, 1, 1]))]).toEqual([0b10000001, 0b11000000]);
  });

  it("unpacks what it packed", () => {
    const random = randomNumbers(1);
    for (let round = 0; round < 100; round++) {
      const flags = Uint8Array.from({ length: between(random, 0, 70) }, () => between(random, 0, 1));
      expect(unpackBits(packBits(flags), flags.length)).toEqual(flags);
    }
  });
});

describe("a rectangle between two pixels", () => {
  it("holds both, whichever comes first", () => {
    const expected = { kind: "rectangle", top: 2, left: 1, height: 4, width: 3 };
    expect(rectangleBetween({ row: 5.9, column: 1.2 }, { row: 2, column: 3.5 }, SIZE)).toEqual(expected);
    expect(rectangleBetween({ row: 2, column: 3.5 }, { row: 5.9, column: 1.2 }, SIZE)).toEqual(expected);
  });

  it("is cut to the image, and null outside", () => {
    expect(rectangleBetween({ row: -4, column: -2 }, { row: 99, column: 1 }, SIZE)).toEqual({
      kind: "rectangle",
      top: 0,
      left: 0,
      height: 13,
      width: 2,
    });
    expect(rectangleBetween({ row: -4, column: 3 }, { row: -1, column: 5 }, SIZE)).toBeNull();
  });
});

describe("coverage", () => {
  it("agrees with asking each mask for each pixel", () => {
    const random = randomNumbers(2);
    for (let round = 0; round < 60; round++) {
      const masks = Array.from({ length: between(random, 0, 4) }, () => {
        const mask = randomMask(random, SIZE);
        // Some reach beyond the image, as masks of another client may.
        return placed({ ...mask, top: mask.top + between(random, -4, 4), left: mask.left + between(random, -4, 4) });
      });
      const flags = coverage(masks, SIZE);
      for (let row = 0; row < SIZE.height; row++) {
        for (let column = 0; column < SIZE.width; column++) {
          const expected = masks.some(({ mask }) => covers(mask, row, column)) ? 1 : 0;
          expect(flags[row * SIZE.width + column]).toBe(expected);
        }
      }
    }
  });
});

describe("a bitmap", () => {
  it("is as small as its pixels allow and covers exactly them", () => {
    const random = randomNumbers(3);
    for (let round = 0; round < 60; round++) {
      const bitmap = randomBitmap(random, SIZE);
      const flags = coverage([placed(bitmap)], SIZE);
      expect(area(bitmap)).toBe(flags.reduce((sum, flag) => sum + flag, 0));
      expect(bitmap.data.length).toBe(Math.ceil((bitmap.height * bitmap.width) / 8));
      const again = bitmapOf(flags, SIZE);
      expect(again && sameMask(again, bitmap)).toBe(true);
    }
  });

  it("of nothing is null", () => {
    expect(bitmapOf(new Uint8Array(SIZE.height * SIZE.width), SIZE)).toBeNull();
  });
});

describe("the mask under a pointer", () => {
  it("is the one added last", () => {
    const below = placed({ kind: "rectangle", top: 0, left: 0, height: 5, width: 5 });
    const above = placed({ kind: "rectangle", top: 2, left: 2, height: 5, width: 5 });
    expect(topmostAt([below, above], 3, 3)).toBe(above);
    expect(topmostAt([below, above], 0, 0)).toBe(below);
    expect(topmostAt([below, above], 12, 8)).toBeNull();
  });
});

describe("moving and rescaling", () => {
  it("keeps a moved mask's shape and keeps it in the image", () => {
    const random = randomNumbers(4);
    for (let round = 0; round < 60; round++) {
      const mask = randomMask(random, SIZE);
      const there = moved(mask, between(random, -20, 20), between(random, -20, 20), SIZE);
      expect(area(there)).toBe(area(mask));
      expect(there.top >= 0 && there.top + there.height <= SIZE.height).toBe(true);
      expect(there.left >= 0 && there.left + there.width <= SIZE.width).toBe(true);
    }
  });

  it("covers the same place of an input twice the size", () => {
    const random = randomNumbers(5);
    const large = { height: 26, width: 18 };
    for (let round = 0; round < 40; round++) {
      const mask = randomMask(random, SIZE);
      const scaled = rescaled(mask, SIZE, large);
      for (let row = 0; row < 26; row++) {
        for (let column = 0; column < 18; column++) {
          expect(scaled !== null && covers(scaled, row, column)).toBe(covers(mask, row >> 1, column >> 1));
        }
      }
    }
  });
});
