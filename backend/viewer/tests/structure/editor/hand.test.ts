import { effect, signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import { Hand } from "../../../src/structure/editor/hand";
import { type Tool, Tools } from "../../../src/structure/editor/tools";
import { covers } from "../../../src/structure/masks/mask";
import { Masks } from "../../../src/structure/masks/masks";
import { segmentsOf } from "../../../src/structure/masks/segments";
import { subjectOf } from "../samples";

const SIZE = { height: 40, width: 40 };
const at = (row: number, column: number) => ({ row, column });

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

let tools: Tools;
let masks: Masks;
let hand: Hand;

beforeEach(() => {
  tools = new Tools();
  masks = new Masks(subjectOf("image", "network"));
  hand = new Hand(tools, masks, signal(SIZE), signal(SEGMENTS));
});

function draw(tool: Tool, ...points: [number, number][]): void {
  tools.inHand.value = tool;
  points.forEach(([row, column], index) => {
    if (index === 0) hand.start(at(row, column));
    else hand.move(at(row, column));
  });
  hand.end();
}

describe("strokes", () => {
  it("are dropped where their masks are taken back meanwhile, or become those of another input", () => {
    draw("rectangle", [2, 2], [9, 9]);
    hand.start(at(5, 5));
    hand.move(at(14, 24));
    masks.undo();
    hand.move(at(15, 25));
    expect(hand.drawing).toBe(false);
    hand.end();
    expect(masks.live.value).toEqual([]);

    masks.adopt("image", SIZE);
    draw("rectangle", [20, 20], [30, 30]);
    hand.start(at(5, 5));
    hand.move(at(14, 24));
    masks.adopt("image", { height: 20, width: 20 });
    expect(masks.live.value.map(({ mask }) => mask)).toEqual([
      { kind: "rectangle", top: 10, left: 10, height: 6, width: 6 },
    ]);
    hand.end();
    expect(masks.all.value[0]?.mask).toEqual({ kind: "rectangle", top: 10, left: 10, height: 6, width: 6 });
  });

  it("stand in the draft while the hand is down and are one step when it is lifted", () => {
    tools.inHand.value = "rectangle";
    hand.start(at(5, 5));
    hand.move(at(14.5, 24.5));
    expect(masks.all.value).toEqual([]);
    expect(masks.live.value[0]?.mask).toEqual({ kind: "rectangle", top: 5, left: 5, height: 10, width: 20 });
    const { id } = masks.live.value[0] ?? { id: -1 };
    hand.move(at(20, 30));
    expect(masks.live.value[0]?.id).toBe(id);
    hand.end();
    expect(masks.draft.value).toBeNull();
    expect(masks.all.value.length).toBe(1);
    masks.undo();
    expect(masks.all.value).toEqual([]);
    masks.redo();
    expect(masks.all.value[0]?.id).toBe(id);
  });

  it("are never gone between the draft and the step", () => {
    const seen: number[] = [];
    const stop = effect(() => {
      seen.push(masks.live.value.length);
    });
    draw("rectangle", [5, 5], [14, 24]);
    stop();
    expect(seen).toEqual([0, 1, 1]); // before, drawn, lifted
  });

  it("that are a mere click with the rectangle leave nothing, and no step", () => {
    draw("rectangle", [5, 5], [6, 6]);
    expect(masks.all.value).toEqual([]);
    expect(masks.canUndo.value).toBe(false);
  });

  it("that are cancelled leave nothing", () => {
    tools.inHand.value = "rectangle";
    hand.start(at(5, 5));
    hand.move(at(20, 20));
    hand.cancel();
    expect(masks.live.value).toEqual([]);
  });

  it("of the brush are one mask", () => {
    tools.brushSize.value = 6;
    draw("brush", [10, 5], [10, 20], [30, 20]);
    expect(masks.all.value.length).toBe(1);
    const mask = masks.all.value[0]?.mask;
    expect(mask && covers(mask, 10, 12) && covers(mask, 25, 20) && !covers(mask, 25, 8)).toBe(true);
  });

  it("move the mask they began on, and keep it in the image", () => {
    draw("rectangle", [5, 5], [14, 14]);
    const id = masks.all.value[0]?.id;
    draw("move", [6, 6], [16, 9]);
    expect(masks.all.value[0]).toEqual({ id, mask: { kind: "rectangle", top: 15, left: 8, height: 10, width: 10 } });
    draw("move", [16, 9], [90, 90]);
    expect(masks.all.value[0]?.mask).toMatchObject({ top: 30, left: 30 });
    draw("move", [1, 1], [20, 20]); // nothing there
    expect(masks.all.value[0]?.mask).toMatchObject({ top: 30, left: 30 });
  });

  it("mask superpixels and free them again", () => {
    draw("superpixel", [3, 3]);
    draw("superpixel", [3, 30], [30, 30]);
    expect(masks.all.value.map(({ superpixel }) => superpixel)).toEqual([true, true, true]);
    draw("superpixel", [10, 10], [10, 30]);
    expect(masks.all.value.length).toBe(1);
    expect(masks.all.value[0] && covers(masks.all.value[0].mask, 39, 39)).toBe(true);
  });

  it("of the eraser take every mask they pass over, in one step", () => {
    draw("rectangle", [2, 2], [8, 8]);
    draw("rectangle", [20, 20], [30, 30]);
    draw("eraser", [5, 5], [15, 15], [25, 25]);
    expect(masks.all.value).toEqual([]);
    masks.undo();
    expect(masks.all.value.length).toBe(2);
  });
});

describe("removing", () => {
  it("takes the uppermost mask under the point", () => {
    draw("rectangle", [2, 2], [20, 20]);
    draw("rectangle", [10, 10], [30, 30]);
    expect(hand.removeAt(at(15, 15))).toBe(true);
    expect(masks.all.value[0]?.mask).toMatchObject({ top: 2 });
    expect(hand.removeAt(at(35, 35))).toBe(false);
  });
});

describe("the keyboard", () => {
  const press = (key: string, keys: Partial<KeyboardEvent> = {}) =>
    hand.takeKey({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...keys } as KeyboardEvent);

  it("moves a frame from the middle, resizes it, and adds it as a mask", () => {
    expect([press("ArrowUp"), press("ArrowRight", { altKey: true }), press("ArrowDown", { shiftKey: true })]).toEqual([
      true,
      true,
      true,
    ]);
    expect(hand.cursor.value).toEqual({ at: { row: 12, column: 21 }, height: 18, width: 10 });
    press("Enter");
    expect(masks.all.value.map(({ mask }) => mask)).toEqual([
      { kind: "rectangle", top: 3, left: 16, height: 18, width: 10 },
    ]);
    expect(press("Delete")).toBe(true);
    expect(masks.all.value).toEqual([]);
  });

  it("leaves other keys to the page, and all of them before there is an input", () => {
    expect([press("a"), press("Delete"), press("ArrowUp", { ctrlKey: true })]).toEqual([false, false, false]);
    const early = new Hand(tools, masks, signal(null), signal(null));
    expect(early.takeKey({ key: "Enter" } as KeyboardEvent)).toBe(false);
    early.start(at(5, 5));
    expect(early.drawing).toBe(false);
  });
});
