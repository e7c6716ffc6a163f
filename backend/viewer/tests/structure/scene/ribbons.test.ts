import { describe, expect, test } from "vitest";
import { columnX, panelY } from "../../../src/geometry/structureLayout.ts";
import { ribbons } from "../../../src/structure/scene/ribbons.ts";

const ALL = 0.4;

describe("two columns of three and two clusters", () => {
  const all = ribbons([
    [10, 20, 10],
    [30, 10],
  ]);
  const middle = all.filter(({ from, to }) => from.colour >= 0 && to.colour >= 0);

  test("each panel meets each of the next column, the input all of the first, and the last the classes", () => {
    expect(middle).toHaveLength(6);
    expect(all).toHaveLength(3 + 6 + 2);
  });

  test("a ribbon is as high as both shares of maps together make it", () => {
    const ribbon = middle.find(({ from, to }) => from.colour === 1 && to.colour === 0);
    expect(ribbon?.from.height).toBeCloseTo((20 / 40) * (30 / 40) * ALL, 9);
    expect(ribbon?.to.height).toBe(ribbon?.from.height);
  });

  test("between two columns all have the same height together", () => {
    expect(middle.reduce((sum, { from }) => sum + from.height, 0)).toBeCloseTo(ALL, 9);
  });

  test("at a panel they are stacked around its middle without overlap", () => {
    for (const cluster of [0, 1, 2]) {
      const stack = middle.filter(({ from }) => from.colour === cluster).map(({ from }) => from);
      const top = Math.max(...stack.map(({ y, height }) => y + height / 2));
      const bottom = Math.min(...stack.map(({ y, height }) => y - height / 2));
      expect((top + bottom) / 2).toBeCloseTo(panelY(cluster, 3), 9);
      expect(top - bottom).toBeCloseTo(
        stack.reduce((sum, { height }) => sum + height, 0),
        9,
      );
    }
  });

  test("they stay in the gap between the columns", () => {
    for (const { from, to } of middle) {
      expect(from.x).toBeGreaterThan(columnX(0) + 0.25);
      expect(to.x).toBeLessThan(columnX(1) - 0.25);
    }
  });
});

test("between columns of many clusters one band stands for all", () => {
  const many = Array.from({ length: 64 }, () => 2);
  expect(ribbons([many, many, many])).toHaveLength(4);
});

test("a column that is not here yet is left out", () => {
  expect(ribbons([[1, 1], null, [1], [2]]).map(({ from, to }) => [from.colour, to.colour])).toEqual([
    [-1, 0],
    [-1, 1],
    [0, 0],
    [0, -1],
  ]);
});

test("without columns there is none", () => expect(ribbons([])).toEqual([]));
