import { expect, test } from "vitest";
import { maskPicture } from "../../../src/structure/editor/maskPainting.ts";
import { coverage, type PlacedMask, placed } from "../../../src/structure/masks/mask.ts";

const SIZE = { height: 112, width: 224 };
const image = {
  shape: [112, 224, 3],
  dtype: "u1" as const,
  scale: 1 / 255,
  offset: 0,
  data: new Uint8Array(112 * 224 * 3).fill(100),
};

function painted(mask: PlacedMask) {
  const { height, width, data } = maskPicture(image, coverage([mask], SIZE));
  const colour = (row: number, column: number) => [
    ...data.slice((row * width + column) * 4, (row * width + column) * 4 + 3),
  ];
  return { height, width, colour };
}

test("a mask stands where it hides the picture, in a colour of its own with a rim", () => {
  const { height, width, colour } = painted(placed({ kind: "rectangle", top: 28, left: 56, height: 56, width: 56 }));
  expect([height, width]).toEqual([44, 88]);
  const [accent, rim, pale] = [
    [11, 114, 133],
    [255, 255, 255],
    [154, 154, 154],
  ];
  expect(colour(22, 33)).toEqual(accent);
  expect(colour(11, 22)).toEqual(accent);
  expect(colour(32, 43)).toEqual(accent);
  expect(colour(10, 22)).toEqual(rim);
  expect(colour(22, 44)).toEqual(rim);
  expect(colour(2, 2)).toEqual(pale);
  expect(colour(40, 80)).toEqual(pale);
});

test("however small, it shows", () => {
  const { height, width, colour } = painted(placed({ kind: "rectangle", top: 111, left: 223, height: 1, width: 1 }));
  expect(colour(height - 1, width - 1)).toEqual([11, 114, 133]);
});
