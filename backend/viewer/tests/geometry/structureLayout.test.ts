import { describe, expect, test } from "vitest";
import {
  barAt,
  barsLeft,
  barY,
  columnAt,
  columnWidth,
  columnX,
  gridOf,
  mapExtent,
  panelAt,
  panelCentre,
  panelY,
  pixelAt,
  pixelPoint,
} from "../../src/geometry/structureLayout.ts";
import { guideBlocks } from "./guide.ts";

describe("the guide's numbers of scene 1", () => {
  const [numbers] = guideBlocks<Record<string, number>>("structure");
  const computed: Record<string, number> = {
    "x of column 0": columnX(0),
    "x of column 1": columnX(1),
    "x of column 10": columnX(10),
    "y of panel 0 of 3": panelY(0, 3),
    "y of panel 1 of 3": panelY(1, 3),
    "y of panel 2 of 3": panelY(2, 3),
    "x of the bars after 3 columns": barsLeft(3),
    "y of bar 0 of 10": barY(0, 10),
    "y of bar 9 of 10": barY(9, 10),
  };

  test("all are computed", () => {
    expect(Object.keys(computed)).toEqual(Object.keys(numbers ?? {}));
  });

  test.each(Object.entries(computed))("%s", (name, value) => {
    expect(value).toBeCloseTo(numbers?.[name] ?? Number.NaN, 9);
  });
});

describe("a pixel's place", () => {
  test("is the guide's formula on a square map", () => {
    const [X, Y, s] = [2, 1.4, 0.5];
    const point = pixelPoint({ row: 3, column: 10 }, { height: 14, width: 14 }, { x: X, y: Y }, s);
    expect(point.x).toBeCloseTo(X + ((10 + 0.5) / 14 - 0.5) * s, 12);
    expect(point.y).toBeCloseTo(Y - ((3 + 0.5) / 14 - 0.5) * s, 12);
  });

  test("a map that is not square fills its panel by the longer side", () => {
    expect(mapExtent({ height: 20, width: 40 }, 0.5)).toEqual({ height: 0.25, width: 0.5 });
    expect(mapExtent({ height: 40, width: 20 }, 0.5)).toEqual({ height: 0.5, width: 0.25 });
    expect(mapExtent({ height: 1, width: 1 }, 0.5)).toEqual({ height: 0.5, width: 0.5 });
  });

  test.each([
    [7, 7],
    [1, 1],
    [30, 100],
    [112, 56],
  ])("is found again on a map of %i by %i", (height, width) => {
    const centre = panelCentre(4, 1, 3);
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const point = pixelPoint({ row, column }, { height, width }, centre, 0.5);
        expect(pixelAt(point, { height, width }, centre, 0.5)).toEqual({ row, column });
      }
    }
  });

  test("beside the map there is none", () => {
    const size = { height: 10, width: 40 };
    expect(pixelAt({ x: 0, y: 0.2 }, size, { x: 0, y: 0 }, 0.5)).toBeNull();
    expect(pixelAt({ x: 0.26, y: 0 }, size, { x: 0, y: 0 }, 0.5)).toBeNull();
    expect(pixelAt({ x: 0.24, y: 0.05 }, size, { x: 0, y: 0 }, 0.5)).not.toBeNull();
  });
});

describe("what stands at a place", () => {
  test("columns and the gaps between them", () => {
    for (let position = 0; position < 20; position++) {
      expect(columnAt(columnX(position) + 0.24, 20)).toBe(position);
      expect(columnAt(columnX(position) - 0.24, 20)).toBe(position);
      expect(columnAt(columnX(position) + 0.3, 20)).toBeNull();
    }
    expect(columnAt(columnX(20), 20)).toBeNull();
    expect(columnAt(0, 20)).toBeNull();
  });

  test.each([1, 2, 3, 8, 9, 17, 64])("panels of a column of %i", (clusters) => {
    const { files } = gridOf(clusters);
    const centres = Array.from({ length: clusters }, (_, index) => panelCentre(5, index, clusters, files));
    centres.forEach(({ x, y }, index) => {
      expect(columnAt(x, 20, files)).toBe(5);
      expect(panelAt({ x: x - 0.24, y: y + 0.24 }, 5, clusters, files)).toBe(index);
      expect(panelAt({ x, y: y + 0.3 }, 5, clusters, files)).toBeNull();
      if (index > 0) expect(panelAt({ x: x + 0.3, y }, 5, clusters, files)).toBeNull();
    });
    expect(panelAt({ x: columnX(5, files), y: panelY(0, clusters) + 0.66 }, 5, clusters, files)).toBeNull();
    const [xs, ys] = [centres.map(({ x }) => x), centres.map(({ y }) => y)];
    expect(Math.max(...xs) - Math.min(...xs) + 0.5).toBeCloseTo(columnWidth(files), 9);
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(8 * 0.66);
    expect(columnX(6, files) - columnX(5, files)).toBeCloseTo(columnWidth(files) + 0.35, 9);
  });

  test("a column of fewer panels stands at the left of the room of the widest", () => {
    expect(panelCentre(2, 0, 3, 8).x).toBeCloseTo(panelCentre(2, 0, 64, 8).x, 9);
    expect(panelCentre(0, 0, 64, 8).x).toBeCloseTo(columnX(0), 9);
    expect(barsLeft(2, 8)).toBeCloseTo(columnX(1, 8) + columnWidth(8) / 2 + 0.35, 9);
  });

  test("rows of classes", () => {
    for (let k = 0; k < 10; k++) expect(barAt({ x: barsLeft(3) + 0.5, y: barY(k, 10) - 0.05 }, 3, 10, 1.5)).toBe(k);
    expect(barAt({ x: barsLeft(3) - 0.01, y: barY(0, 10) }, 3, 10, 1.5)).toBeNull();
    expect(barAt({ x: barsLeft(3) + 0.5, y: barY(-1, 10) }, 3, 10, 1.5)).toBeNull();
  });
});
