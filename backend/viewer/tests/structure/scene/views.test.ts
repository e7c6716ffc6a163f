import { PerspectiveCamera, Vector3 } from "three";
import { expect, test } from "vitest";
import { SCENES } from "../../../src/geometry/scenes.ts";
import { columnX, gridOf, panelCentre } from "../../../src/geometry/structureLayout.ts";
import { axes } from "../../../src/scene/framing.ts";
import { canvasPoint } from "../../../src/scene/plane.ts";
import { captionScale } from "../../../src/structure/scene/captions.ts";
import {
  columnView,
  emPixels,
  homeDirection,
  homeView,
  wholeRectangle,
  wholeView,
} from "../../../src/structure/scene/views.ts";

const lens = { fieldOfView: (35 * Math.PI) / 180, aspect: 1 };

test("home is large enough to read, however many columns and clusters there are", () => {
  for (const [columns, clusters] of [
    [18, 3],
    [18, 6],
    [18, 8],
    [13, 64],
    [110, 64],
    [2, 1],
  ] as const) {
    const { distance } = homeView({ columns, clusters, classes: 10 }, lens, 660);
    const caption = emPixels(distance, lens, 660) * captionScale(clusters);
    expect(caption, `${clusters} clusters`).toBeGreaterThan(9);
  }
});

test.each(Array.from({ length: 64 }, (_none, index) => index + 1))(
  "home shows the whole first column of %i",
  (clusters) => {
    const { files } = gridOf(clusters);
    for (const aspect of [0.9, 1.11, 1.9]) {
      const { x, y, distance } = homeView({ columns: 18, clusters, classes: 10 }, { ...lens, aspect }, 594);
      const camera = new PerspectiveCamera(35, aspect, 0.02, 400);
      const { back } = axes(homeDirection(clusters));
      camera.position
        .set(...(back as [number, number, number]))
        .multiplyScalar(distance)
        .add(new Vector3(x, y, 0));
      camera.lookAt(x, y, 0);
      camera.updateMatrixWorld();
      const [low, high] = [
        { x: 0, y: 0 },
        { x: 1000, y: 1000 },
      ];
      for (const index of [0, clusters - 1]) {
        const panel = panelCentre(0, index, clusters, files);
        const at = canvasPoint(panel.x, panel.y + (index === 0 ? 0.4 : -0.25), { width: 1000, height: 1000 }, camera);
        expect(at && at.x > low.x && at.x < high.x && at.y > low.y && at.y < high.y, `panel ${index}`).toBe(true);
      }
    }
  },
);

test("home begins at the input, and a larger canvas shows more columns", () => {
  const extent = { columns: 18, clusters: 3, classes: 10 };
  const small = homeView(extent, lens, 600);
  const large = homeView(extent, { ...lens, aspect: 1.6 }, 1200);
  expect(small.x).toBeLessThan(columnX(1));
  expect(large.x).toBeGreaterThan(small.x);
});

test("home sees the columns' names, and of the input all, also with more clusters", () => {
  const { panel_side, panel_gap, eye_height, input_side } = SCENES.structure;
  for (const clusters of [3, 4, 5, 6, 7, 8]) {
    const { y, distance } = homeView({ columns: 18, clusters, classes: 10 }, lens, 594);
    const half = Math.tan(lens.fieldOfView / 2) * distance;
    const namesTop = eye_height + (clusters * panel_side + (clusters - 1) * panel_gap) / 2 + panel_gap + 0.15;
    expect(y + half, `${clusters} clusters`).toBeGreaterThan(namesTop);
    expect(y - half, `${clusters} clusters`).toBeLessThan(eye_height - input_side / 2);
  }
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

test("a column is seen with the names above it, from as far wherever it stands", () => {
  const extent = { columns: 18, clusters: 3, classes: 10 };
  const views = [0, 9, 17].map((position) => columnView(position, extent, { azimuth: -0.42, elevation: 0.07 }, lens));
  const [first, middle, last] = views.map(({ distance }) => distance);
  expect(first).toBeCloseTo(middle ?? 0, 6);
  expect(last).toBeCloseTo(middle ?? 0, 6);
  const straight = columnView(9, extent, { azimuth: 0, elevation: 0 }, lens);
  const half = Math.tan(lens.fieldOfView / 2) * straight.distance;
  expect(straight.x).toBeCloseTo(columnX(9), 6);
  // Three panels, two gaps, and a gap with the names above them.
  const { panel_side, panel_gap, eye_height } = SCENES.structure;
  const namesTop = eye_height + (3 * panel_side + 2 * panel_gap) / 2 + panel_gap;
  expect(straight.y + half).toBeGreaterThan(namesTop);
});
