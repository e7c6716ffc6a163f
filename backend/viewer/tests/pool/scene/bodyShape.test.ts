import { describe, expect, it } from "vitest";
import { type Corners, verticesOf, worldPoint } from "../../../src/geometry/poolLayout.ts";
import { regionLines } from "../../../src/pool/scene/bodyShape.ts";

/** Distances of a point from all corners, the smallest first. */
function distances(point: readonly number[], corners: Corners): number[] {
  const away = verticesOf(corners).map((vertex) =>
    Math.hypot(...worldPoint(vertex).map((x, k) => x - (point[k] ?? 0))),
  );
  return away.sort((a, b) => a - b);
}

describe.each([2, 3, 4] as const)("the lines between regions of %i corners", (corners) => {
  const places = regionLines(corners).getAttribute("position");
  const points = Array.from({ length: places.count }, (_, k) => [places.getX(k), places.getY(k), places.getZ(k)]);

  it("run where at least two corners are equally near, and none is nearer", () => {
    const expected = { 2: 1, 3: 3, 4: 16 }[corners];
    expect(points).toHaveLength(2 * expected);
    for (let line = 0; line < points.length; line += 2) {
      const [from = [], to = []] = [points[line], points[line + 1]];
      for (const share of [0, 0.3, 0.7, 1]) {
        const point = from.map((x, k) => x + share * ((to[k] ?? 0) - x));
        const [first = 0, second = 1] = distances(point, corners);
        expect(second).toBeCloseTo(first, 5);
      }
    }
  });
});
