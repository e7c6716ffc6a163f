import { beforeEach, describe, expect, it } from "vitest";
import { cancelStroke, endStroke, moveStroke, removeAt, startStroke } from "../../../src/structure/editor/stroke";
import { brushSize, tool } from "../../../src/structure/editor/tools";
import { begun } from "../../../src/structure/masks/history";
import { covers, placed } from "../../../src/structure/masks/mask";
import {
  adopt,
  canUndo,
  commit,
  draft,
  edits,
  fill,
  liveMasks,
  masks,
  redo,
  undo,
} from "../../../src/structure/masks/masks";
import { segmentsOf } from "../../../src/structure/masks/superpixel";

const SIZE = { height: 40, width: 40 };
const at = (row: number, column: number) => ({ row, column });

function draw(kind: typeof tool.value, ...points: [number, number][]): void {
  tool.value = kind;
  points.forEach(([row, column], index) => {
    if (index === 0) startStroke(at(row, column), SIZE, SEGMENTS);
    else moveStroke(at(row, column));
  });
  endStroke();
}

/** Four squares of 20 by 20. */
const SEGMENTS = segmentsOf({
  count: 4,
  labels: {
    shape: [40, 40],
    dtype: "u2",
    scale: 1,
    offset: 0,
    data: Uint8Array.from({ length: 3200 }, (_none, index) => {
      const pixel = index >> 1;
      return index % 2 === 1 ? 0 : 2 * Number(pixel >= 800) + Number(pixel % 40 >= 20);
    }),
  },
});

beforeEach(() => {
  cancelStroke();
  edits.value = { owner: "image", size: SIZE, history: begun([]) };
  fill.value = "black";
});

describe("strokes", () => {
  it("stand in the draft while the hand is down and are one step when it is lifted", () => {
    tool.value = "rectangle";
    startStroke(at(5, 5), SIZE, null);
    moveStroke(at(14.5, 24.5));
    expect(masks.value).toEqual([]);
    expect(liveMasks.value[0]?.mask).toEqual({ kind: "rectangle", top: 5, left: 5, height: 10, width: 20 });
    const { id } = liveMasks.value[0] ?? { id: -1 };
    moveStroke(at(20, 30));
    expect(liveMasks.value[0]?.id).toBe(id);
    endStroke();
    expect(draft.value).toBeNull();
    expect(masks.value.length).toBe(1);
    undo();
    expect(masks.value).toEqual([]);
    redo();
    expect(masks.value[0]?.id).toBe(id);
  });

  it("that are a mere click with the rectangle leave nothing, and no step", () => {
    draw("rectangle", [5, 5], [6, 6]);
    expect(masks.value).toEqual([]);
    expect(canUndo.value).toBe(false);
  });

  it("that are cancelled leave nothing", () => {
    tool.value = "rectangle";
    startStroke(at(5, 5), SIZE, null);
    moveStroke(at(20, 20));
    cancelStroke();
    expect(liveMasks.value).toEqual([]);
  });

  it("of the brush are one mask", () => {
    brushSize.value = 6;
    draw("brush", [10, 5], [10, 20], [30, 20]);
    expect(masks.value.length).toBe(1);
    const mask = masks.value[0]?.mask;
    expect(mask && covers(mask, 10, 12) && covers(mask, 25, 20) && !covers(mask, 25, 8)).toBe(true);
  });

  it("move the mask they began on, and keep it in the image", () => {
    draw("rectangle", [5, 5], [14, 14]);
    const id = masks.value[0]?.id;
    draw("move", [6, 6], [16, 9]);
    expect(masks.value[0]).toEqual({ id, mask: { kind: "rectangle", top: 15, left: 8, height: 10, width: 10 } });
    draw("move", [16, 9], [90, 90]);
    expect(masks.value[0]?.mask).toMatchObject({ top: 30, left: 30 });
    draw("move", [1, 1], [20, 20]); // nothing there
    expect(masks.value[0]?.mask).toMatchObject({ top: 30, left: 30 });
  });

  it("mask superpixels and free them again", () => {
    draw("superpixel", [3, 3]);
    draw("superpixel", [3, 30], [30, 30]);
    expect(masks.value.map(({ superpixel }) => superpixel)).toEqual([true, true, true]);
    draw("superpixel", [10, 10], [10, 30]);
    expect(masks.value.length).toBe(1);
    expect(masks.value[0] && covers(masks.value[0].mask, 39, 39)).toBe(true);
  });

  it("of the eraser take every mask they pass over, in one step", () => {
    draw("rectangle", [2, 2], [8, 8]);
    draw("rectangle", [20, 20], [30, 30]);
    draw("eraser", [5, 5], [15, 15], [25, 25]);
    expect(masks.value).toEqual([]);
    undo();
    expect(masks.value.length).toBe(2);
  });
});

describe("removing", () => {
  it("takes the uppermost mask under the point", () => {
    draw("rectangle", [2, 2], [20, 20]);
    draw("rectangle", [10, 10], [30, 30]);
    expect(removeAt(at(15, 15))).toBe(true);
    expect(masks.value[0]?.mask).toMatchObject({ top: 2 });
    expect(removeAt(at(35, 35))).toBe(false);
  });
});

describe("masks", () => {
  it("of an address belong to the image that comes with it, those of another image go", () => {
    edits.value = {
      owner: null,
      size: null,
      history: begun([placed({ kind: "rectangle", top: 1, left: 1, height: 4, width: 4 })]),
    };
    adopt("other", SIZE);
    expect(masks.value.length).toBe(1);
    adopt("third", SIZE);
    expect(masks.value).toEqual([]);
    expect(canUndo.value).toBe(false);
  });

  it("are scaled for another size of the input", () => {
    commit([placed({ kind: "rectangle", top: 10, left: 20, height: 4, width: 6 })]);
    adopt("image", { height: 80, width: 80 });
    expect(masks.value[0]?.mask).toEqual({ kind: "rectangle", top: 20, left: 40, height: 8, width: 12 });
  });

  it("are not more than a request may hold", () => {
    const many = Array.from({ length: 257 }, () => placed({ kind: "rectangle", top: 0, left: 0, height: 1, width: 1 }));
    expect(commit(many)).toBe(false);
    expect(masks.value).toEqual([]);
    expect(commit(many.slice(1))).toBe(true);
  });
});
