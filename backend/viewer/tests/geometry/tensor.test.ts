import { expect, test } from "vitest";
import { range, valueAt } from "../../src/geometry/tensor.ts";
import { structureSession } from "./session.ts";

const map = { shape: [2, 3], dtype: "u1" as const, scale: 0.5, offset: -1, data: new Uint8Array([0, 1, 2, 3, 4, 255]) };

test("values of a map", () => {
  expect(valueAt(map, 0, 0)).toBe(-1);
  expect(valueAt(map, 1, 0)).toBe(0.5);
  expect(valueAt(map, 1, 2)).toBe(126.5);
  expect(range(map)).toEqual({ min: -1, max: 126.5 });
});

test("there is none outside", () => {
  for (const [row, column] of [
    [-1, 0],
    [0, -1],
    [2, 0],
    [0, 3],
  ] as const)
    expect(valueAt(map, row, column)).toBeNaN();
});

test("channels of a picture", () => {
  const { image } = structureSession().predictions;
  expect(valueAt(image, 10, 20, 2)).toBe(image.data[(10 * 224 + 20) * 3 + 2]);
  expect(valueAt(image, 0, 0, 3)).toBeNaN();
});

test("a map of a real analysis takes its whole range", () => {
  const representative = structureSession().layers[0]?.clusters[2]?.representative;
  if (!representative) throw new Error("The recorded session has no such cluster.");
  const values = [...representative.data].map((_, i) => valueAt(representative, Math.floor(i / 112), i % 112));
  const { min, max } = range(representative);
  expect(Math.min(...values)).toBe(min);
  expect(Math.max(...values)).toBeCloseTo(max, 12);
});
