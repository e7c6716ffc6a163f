import { describe, expect, it } from "vitest";
import { plotRange, stack, ticks } from "../../../src/pool/boundary/distances.ts";
import { recordedBoundary } from "../recorded.ts";

describe("the plot of distances", () => {
  const { distances, margin } = recordedBoundary();
  const range = plotRange(distances, margin);

  it("has room for every distance and the margin", () => {
    for (const value of [...distances, 0, (margin ?? 0) / 2, -(margin ?? 0) / 2]) {
      expect(value).toBeGreaterThan(range[0]);
      expect(value).toBeLessThan(range[1]);
    }
  });

  it("stacks every image once, without gaps", () => {
    const { dots, levels } = stack(
      distances.map((distance, index) => ({ index, distance })),
      range,
      40,
    );
    expect(new Set(dots.map((dot) => dot.index)).size).toBe(distances.length);
    const columns = new Map<number, number[]>();
    for (const dot of dots) {
      const column = Math.floor(((dot.distance - range[0]) / (range[1] - range[0])) * 40);
      columns.set(column, [...(columns.get(column) ?? []), dot.level]);
    }
    for (const stacked of columns.values()) expect(stacked).toEqual(stacked.map((_, k) => k));
    expect(Math.max(...[...columns.values()].map((stacked) => stacked.length))).toBe(levels);
  });

  it("marks round numbers", () => {
    expect(ticks([-6.2, 11.4], 5)).toEqual([-5, 0, 5, 10]);
    expect(ticks([-0.031, 0.012], 4)).toEqual([-0.02, 0]);
    expect(ticks([-1, 1], 4)).toContain(0);
  });
});
