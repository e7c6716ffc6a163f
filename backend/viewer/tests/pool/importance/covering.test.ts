import { describe, expect, it } from "vitest";
import { valueAt } from "../../../src/geometry/tensor.ts";
import { covering, covers } from "../../../src/pool/importance/covering.ts";
import { poolOf } from "../recorded.ts";

const POOL = poolOf("1");

describe("a mask", () => {
  const mask = { kind: "rectangle" as const, left: 10, top: 20, width: 5, height: 3 };

  it("hides its pixels from its top left on, and none beside them", () => {
    for (const [row, column] of [
      [20, 10],
      [22, 14],
    ] as const)
      expect(covers(mask, { row, column })).toBe(true);
    for (const [row, column] of [
      [19, 10],
      [23, 10],
      [20, 9],
      [20, 15],
    ] as const)
      expect(covers(mask, { row, column })).toBe(false);
  });
});

describe("the copies that hide a pixel", () => {
  it("are those over which its importance is the mean drop", () => {
    const { importance, images, examined } = POOL;
    const [height = 0, width = 0] = importance.shape;
    for (const [down, right] of [
      [0, 0],
      [0.31, 0.77],
      [0.5, 0.5],
      [0.99, 0.42],
    ] as const) {
      const pixel = { row: Math.floor(down * height), column: Math.floor(right * width) };
      const hiding = covering(images, pixel);
      expect(hiding.length).toBeGreaterThan(0);
      const drops = hiding.map((image) => examined.probability - image.original_probability);
      const mean = drops.reduce((sum, drop) => sum + drop, 0) / hiding.length;
      // The map travels in 256 steps.
      expect(Math.abs(valueAt(importance, pixel.row, pixel.column) - mean)).toBeLessThan(importance.scale);
    }
  });
});
