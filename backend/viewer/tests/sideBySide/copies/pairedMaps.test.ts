import { describe, expect, test } from "vitest";
import type { Area, Pool, Tensor } from "../../../src/protocol/messages";
import { pairedMaps, resampled } from "../../../src/sideBySide/copies/pairedMaps";

function tensor(rows: number[][], scale = 1, offset = 0): Tensor {
  const shape = [rows.length, rows[0]?.length ?? 0];
  return { shape, dtype: "u1", scale, offset, data: new Uint8Array(rows.flat()) };
}

const area = (top: number, left: number, height: number, width: number): Area => ({ top, left, height, width });

function pool(importance: Tensor, photo: Area): Pool {
  const [height = 0, width = 0] = importance.shape;
  return { importance, framing: { fit: "crop", crop_at: 0.5, photo, input: area(0, 0, height, width) } } as Pool;
}

describe("a map in another size", () => {
  const map = tensor([
    [0, 10],
    [20, 30],
  ]);

  test("is itself in its own size, in its own unit", () => {
    expect([...resampled({ ...map, scale: 0.1, offset: -1 }, area(0, 0, 2, 2), { height: 2, width: 2 })]).toEqual([
      -1, 0, 1, 2,
    ]);
  });

  test("is between its pixels where it is enlarged, and the mean where it is made smaller", () => {
    expect([...resampled(map, area(0, 0, 2, 2), { height: 1, width: 1 })]).toEqual([15]);
    expect(
      [...resampled(map, area(0, 0, 1, 2), { height: 1, width: 4 })].map((value) => Math.round(value * 10)),
    ).toEqual([0, 25, 75, 100]);
  });

  test("is of the part that is asked for", () => {
    expect([...resampled(map, area(1, 1, 1, 1), { height: 1, width: 1 })]).toEqual([30]);
  });
});

describe("two importance maps", () => {
  const whole = area(0, 0, 100, 100);

  test("are those of what both see, with their difference and on one scale", () => {
    // The second sees the right half alone.
    const one = pool(tensor([[1, 2, 3, 4]]), area(0, 0, 100, 400));
    const two = pool(tensor([[3, 14]]), area(0, 200, 100, 200));
    const maps = pairedMaps(one, two);
    expect(maps).toMatchObject({ height: 112, width: 224, box: area(0, 2, 1, 2), limit: 14 });
    // In the middle of the first pixel of the second, which the first has as its third.
    expect(maps?.one[56]).toBeCloseTo(3, 1);
    expect(maps?.difference[56]).toBeCloseTo(0, 0);
    expect(Math.round(maps?.difference[223] ?? 0)).toBe(-10);
    expect(maps?.correlation).toBeGreaterThan(0.99);
  });

  test("are none where both see nothing in common", () => {
    expect(pairedMaps(pool(tensor([[1]]), whole), pool(tensor([[1]]), area(0, 100, 100, 100)))).toBeNull();
  });
});
