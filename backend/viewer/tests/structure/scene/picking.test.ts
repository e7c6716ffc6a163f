import { PerspectiveCamera } from "three";
import { describe, expect, test } from "vitest";
import { barsLeft, barY, panelCentre, pixelPoint } from "../../../src/geometry/structureLayout.ts";
import { canvasPoint, planePoint } from "../../../src/scene/plane.ts";
import { inputPixel, pick, type Shown } from "../../../src/structure/scene/picking.ts";

const shown: Shown = {
  input: { height: 224, width: 224 },
  columns: [
    { clusters: 3, size: { height: 112, width: 112 } },
    { clusters: 1, size: { height: 7, width: 7 } },
    { clusters: 64, size: { height: 20, width: 30 } },
    { clusters: 2, size: { height: 1, width: 1 } },
  ],
  files: 8,
  classes: 10,
  reach: 1.7,
};

/** What is picked at a point that is first seen through a camera, as a pointer sees it. */
function pickSeen(x: number, y: number) {
  const size = { width: 900, height: 700 };
  const camera = new PerspectiveCamera(35, size.width / size.height, 0.02, 400);
  camera.position.set(x - 1.2, y + 0.4, 2.5);
  camera.lookAt(x + 0.2, y, 0);
  camera.updateMatrixWorld();
  const seen = canvasPoint(x, y, size, camera);
  const point = seen && planePoint(seen, size, camera);
  return point && pick(point, shown);
}

describe("every pixel that is drawn is picked where it is seen", () => {
  test.each([0, 1, 2, 3])("in column %i", (position) => {
    const column = shown.columns[position];
    if (!column) throw new Error("no such column");
    for (const cluster of [0, column.clusters - 1]) {
      for (const row of [0, column.size.height >> 1, column.size.height - 1]) {
        for (const place of [0, column.size.width >> 1, column.size.width - 1]) {
          const centre = panelCentre(position, cluster, column.clusters, shown.files);
          const { x, y } = pixelPoint({ row, column: place }, column.size, centre, 0.5);
          expect(pickSeen(x, y)).toEqual({ kind: "panel", position, cluster, pixel: { row, column: place } });
        }
      }
    }
  });

  test("on the input", () => {
    const { x, y } = pixelPoint({ row: 200, column: 3 }, shown.input, { x: 0, y: 1.4 }, 1);
    expect(pickSeen(x, y)).toEqual({ kind: "input", pixel: { row: 200, column: 3 } });
  });

  test("at the classes", () => {
    expect(pickSeen(barsLeft(4, shown.files) + 1, barY(7, 10))).toEqual({ kind: "class", k: 7 });
  });
});

test("a panel beside its map is still the panel", () => {
  const { x, y } = panelCentre(2, 5, 64, shown.files);
  expect(pick({ x, y: y + 0.24 }, shown)).toEqual({ kind: "panel", position: 2, cluster: 5, pixel: null });
});

test("between panels there is nothing", () => {
  const { x, y } = panelCentre(0, 0, 3, shown.files);
  expect(pick({ x, y: y - 0.33 }, shown)).toBeNull();
  expect(pick({ x: x + 0.4, y }, shown)).toBeNull();
});

test("strokes that leave the input stay at its edge", () => {
  expect(inputPixel({ x: -3, y: 9 }, shown.input)).toEqual({ row: 0, column: 0 });
  expect(inputPixel({ x: 3, y: -9 }, shown.input)).toEqual({ row: 223, column: 223 });
});
