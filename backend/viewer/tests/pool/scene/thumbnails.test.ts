import { expect, it } from "vitest";
import { SCENES } from "../../../src/geometry/scenes.ts";
import { ENLARGED } from "../../../src/pool/scene/imageMaterial.ts";
import { type Screen, sideOnScreen, thumbnailsOn } from "../../../src/pool/scene/thumbnails.ts";

const SIDE = SCENES.pool.image_side;
const plain: Screen = { lens: 3, height: 600 };
const thumbnails = thumbnailsOn({ width: 800, height: 600 }, 5);
const kept: Screen = { ...plain, thumbnails };

it("images are as large as they are seen, half as large at twice the distance", () => {
  expect(sideOnScreen(plain, SIDE, 4)).toBeCloseTo(sideOnScreen(plain, SIDE, 2) / 2);
  expect(sideOnScreen(plain, 0.1, 3)).toBeCloseTo(30);
});

it("thumbnails keep their size from near by, are smaller from where all is seen, and dots from far away", () => {
  const sides = [0.1, 1, 2, 3, 4, 5, 6, 7, 8, 20].map((distance) => sideOnScreen(kept, SIDE, distance));
  expect(sides.slice(0, 3)).toEqual([30, 30, 30]);
  expect(sides.slice(-2)).toEqual([7, 7]);
  expect(sides).toEqual(sides.toSorted((a, b) => b - a));
  expect(sides[5]).toBeGreaterThan(16);
  expect(sides[5]).toBeLessThan(24);
});

it("what is pointed at is a picture however far away, and what is hidden takes no room", () => {
  for (const distance of [1, 5, 20]) expect(sideOnScreen(kept, ENLARGED * SIDE, distance)).toBeCloseTo(ENLARGED * 30);
  expect(sideOnScreen(kept, 0, 1)).toBe(0);
});

it("thumbnails fit the canvas, within bounds", () => {
  expect(thumbnailsOn({ width: 320, height: 500 }, 5).picture).toBe(24);
  expect(thumbnailsOn({ width: 3000, height: 2000 }, 5).picture).toBe(40);
});
