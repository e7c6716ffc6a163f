import { Matrix4, PerspectiveCamera } from "three";
import { describe, expect, test } from "vitest";
import { columnX, panelCentre } from "../../../src/geometry/structureLayout.ts";
import { canvasPoint } from "../../../src/scene/plane.ts";
import { visibleRange } from "../../../src/structure/scene/visibleRange.ts";

const strip = { columns: 18, files: 1, bottom: 0.4, top: 2.4 };
const size = { width: 660, height: 570 };

function camera(from: [number, number, number], to: [number, number, number]): PerspectiveCamera {
  const made = new PerspectiveCamera(35, size.width / size.height, 0.02, 400);
  made.position.set(...from);
  made.lookAt(...to);
  made.updateMatrixWorld();
  return made;
}

function range(seen: PerspectiveCamera) {
  return visibleRange(new Matrix4().multiplyMatrices(seen.projectionMatrix, seen.matrixWorldInverse).elements, strip);
}

describe("the range is what the projection shows", () => {
  test.each([
    ["straight on", [5, 1.4, 6], [5, 1.4, 0]],
    ["from the side", [1, 1.8, 4], [3, 1.4, 0]],
    ["from far aside", [-4, 1.4, 4], [2, 1.4, 0]],
    ["from above", [6, 6, 6], [6, 1.4, 0]],
    ["from far away", [8, 1.4, 40], [8, 1.4, 0]],
    ["from very near", [4.5, 2, 0.5], [4.5, 2, 0]],
  ] as const)("%s", (_name, from, to) => {
    const seen = camera([...from], [...to]);
    const found = range(seen);
    if (!found) throw new Error("Expected columns in view, got none.");
    for (let position = 0; position < strip.columns; position++) {
      const middle = panelCentre(position, 1, 3);
      const at = canvasPoint(middle.x, from[2] === 0.5 ? 2 : middle.y, size, seen);
      const inside = at !== null && at.x > 0 && at.y > 0 && at.x < size.width && at.y < size.height;
      const place = position + 0.5;
      // At the edges a column may be half in view.
      if (Math.abs(place - found.from) < 0.6 || Math.abs(place - found.to) < 0.6) continue;
      expect(place > found.from && place < found.to, `column ${position}`).toBe(inside);
    }
  });

  test("columns that sink below the canvas are not in view", () => {
    // From so far aside and so much from below that the row of columns falls away across the view.
    const tilted = camera([-2.55, -0.73, 1.45], [0.7, 1.5, 0]);
    const sunk = canvasPoint(columnX(12), 1.4, size, tilted);
    expect(sunk?.x, "within the canvas's sides").toBeLessThan(size.width);
    const out = sunk && (sunk.y > size.height || sunk.y < 0);
    expect(out).toBe(true);
    expect(range(tilted)?.to).toBeLessThan(12);
  });

  test("no column is in view where the camera looks beside all", () => {
    expect(range(camera([-3, 1.4, 1], [-3, 1.4, 0]))).toBeNull();
    expect(range(camera([3, 9, 1], [3, 9, 0]))).toBeNull();
  });
});
