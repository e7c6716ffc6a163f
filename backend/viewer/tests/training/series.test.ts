import { describe, expect, test } from "vitest";
import { Series, smoothed } from "../../src/training/series";

describe("a series", () => {
  test("of few measures is all of them", () => {
    const series = new Series(10);
    for (const x of [1, 2, 3]) series.add(x, x * x);
    expect(series.points).toEqual([1, 4, 9].map((y, at) => ({ x: at + 1, y, low: y, high: y, count: 1 })));
  });

  test("of many keeps few points, each the mean and the range of its neighbours", () => {
    const series = new Series(8);
    for (let x = 0; x < 9; x++) series.add(x, x % 2 ? 3 : 1);
    expect(series.points.map(({ x, y, low, high, count }) => [x, y, low, high, count])).toEqual([
      [0.5, 2, 1, 3, 2],
      [2.5, 2, 1, 3, 2],
      [4.5, 2, 1, 3, 2],
      [6.5, 2, 1, 3, 2],
      [8, 1, 1, 1, 1],
    ]);
    for (let x = 9; x < 50_000; x++) series.add(x, x % 2 ? 3 : 1);
    expect(series.points.length).toBeLessThanOrEqual(8);
    expect(series.points.reduce((sum, { count }) => sum + count, 0)).toBe(50_000);
    expect(series.points.every(({ y }) => Math.abs(y - 2) < 0.01)).toBe(true);
    const places = series.points.map(({ x }) => x);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

describe("smoothing", () => {
  const series = new Series();
  for (let x = 0; x < 4; x++) series.add(x, [0, 8, 0, 0][x] ?? 0);

  test("weighs what is a half-life away by half, before and after", () => {
    const found = smoothed(series.points, 1);
    const expected = [4 / 1.875, 8 / 2.25, 4 / 2.25, 2 / 1.875];
    for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, 12);
  });

  test("by nothing leaves the values", () => expect(smoothed(series.points, 0)).toEqual([0, 8, 0, 0]));

  test("does not lag behind a slope", () => {
    const slope = new Series();
    for (let x = 0; x <= 100; x++) slope.add(x / 10, 3 * x);
    expect(smoothed(slope.points, 0.5)[50]).toBeCloseTo(150, 9);
  });

  test("leaves a level as it is, and does not begin at 0", () => {
    const level = new Series();
    for (let x = 1; x < 20; x++) level.add(x / 7, 2.5);
    for (const value of smoothed(level.points, 0.5)) expect(value).toBeCloseTo(2.5, 12);
  });

  test("is hardly another where points were joined", () => {
    const [fine, coarse] = [new Series(5000), new Series(400)];
    for (let step = 1; step <= 2000; step++)
      for (const one of [fine, coarse]) one.add(step / 100, 1 / step + (step % 3) / 30);
    const [one, other] = [smoothed(fine.points, 1).at(-1), smoothed(coarse.points, 1).at(-1)];
    expect(other).toBeCloseTo(one ?? Number.NaN, 2);
  });
});
