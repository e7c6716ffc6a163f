import { describe, expect, test } from "vitest";
import { LEAST_SIDE, OVERVIEW, overviewGrid } from "../../src/geometry/overviewLayout";

/** The middle of a window of 1280 × 720. */
const ROOM = { width: 636, height: 574 };

/** Height in CSS pixels that the grid takes. */
function heightOf({ perRow, files, side, head }: ReturnType<typeof overviewGrid>, cells: number, pictures: number) {
  const rows = Math.ceil(cells / perRow);
  const pictureRows = Math.ceil(pictures / files);
  const heads = (head === "one" ? 1 : 2) * OVERVIEW.line;
  const cell =
    2 * OVERVIEW.padding + heads + pictureRows * (side + OVERVIEW.caption) + (pictureRows - 1) * OVERVIEW.pictureGap;
  return rows * cell + (rows - 1) * OVERVIEW.gap;
}

function widthOf({ perRow, files, side }: ReturnType<typeof overviewGrid>) {
  const cell = 2 * OVERVIEW.padding + files * side + (files - 1) * OVERVIEW.pictureGap;
  return perRow * cell + (perRow - 1) * OVERVIEW.gap;
}

describe("the overview", () => {
  test.each([
    [18, 3, ROOM],
    [9, 8, ROOM],
    [9, 3, ROOM],
    [13, 5, { width: 900, height: 700 }],
    [1, 1, ROOM],
    [18, 3, { width: 1800, height: 900 }],
  ])("shows %i cells of %i pictures at once, within the room", (cells, pictures, room) => {
    const grid = overviewGrid(room, { cells, pictures, detailed: false });
    expect(grid.scrolls).toBe(false);
    expect(grid.side).toBeGreaterThanOrEqual(LEAST_SIDE);
    expect(widthOf(grid)).toBeLessThanOrEqual(room.width);
    expect(heightOf(grid, cells, pictures)).toBeLessThanOrEqual(room.height);
  });

  test("has the default network's 18 columns at 50 pixels or more in a window of 1280 × 720", () => {
    expect(overviewGrid(ROOM, { cells: 18, pictures: 3, detailed: false })).toMatchObject({ perRow: 3, files: 3 });
    expect(overviewGrid(ROOM, { cells: 18, pictures: 3, detailed: false }).side).toBeGreaterThanOrEqual(50);
  });

  test("is scrolled rather than shown too small to be read", () => {
    const grid = overviewGrid(ROOM, { cells: 58, pictures: 3, detailed: true });
    expect(grid).toMatchObject({ scrolls: true, head: "more" });
    expect(grid.side).toBeGreaterThanOrEqual(LEAST_SIDE);
    expect(widthOf(grid)).toBeLessThanOrEqual(ROOM.width);
  });

  test("has an answer for a room that is not there yet, and for no columns", () => {
    expect(overviewGrid({ width: 0, height: 0 }, { cells: 18, pictures: 3, detailed: false }).side).toBe(LEAST_SIDE);
    expect(overviewGrid(ROOM, { cells: 0, pictures: 0, detailed: false }).side).toBeGreaterThan(0);
  });
});
