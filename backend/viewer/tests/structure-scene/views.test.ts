import { expect, test } from "vitest";
import { columnX } from "../../src/geometry/structureLayout.ts";
import { emPixels, homeView, wholeRectangle, wholeView } from "../../src/structure/scene/views.ts";

const lens = { fieldOfView: (35 * Math.PI) / 180, aspect: 1 };

test("home is large enough to read, however many columns and clusters there are", () => {
  for (const [columns, clusters] of [
    [18, 3],
    [13, 64],
    [110, 64],
    [2, 1],
  ] as const) {
    const { distance } = homeView({ columns, clusters, classes: 10 }, lens, 660);
    expect(emPixels(distance, lens, 660)).toBeGreaterThan(9);
  }
});

test("home begins at the input, and a larger canvas shows more columns", () => {
  const extent = { columns: 18, clusters: 3, classes: 10 };
  const small = homeView(extent, lens, 600);
  const large = homeView(extent, { ...lens, aspect: 1.6 }, 1200);
  expect(small.x).toBeLessThan(columnX(1));
  expect(large.x).toBeGreaterThan(small.x);
});

test("everything fits into the whole view", () => {
  const extent = { columns: 18, clusters: 3, classes: 10 };
  const { left, right } = wholeRectangle(extent);
  const { x, distance } = wholeView(extent, lens);
  const half = Math.tan(lens.fieldOfView / 2) * distance;
  expect(x - half).toBeLessThan(left);
  expect(x + half).toBeGreaterThan(right);
});

test("before anything is known there is a view", () => {
  const { distance } = homeView({ columns: 0, clusters: 1, classes: 0 }, lens, 600);
  expect(distance).toBeGreaterThan(0);
});
