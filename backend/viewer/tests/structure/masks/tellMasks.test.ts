// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { jsonMask } from "../../../src/protocol/jsonMask";
import { MAX_CONTENT_BYTES, type Mask } from "../../../src/protocol/messages";
import { bitmapOf, moved, placed } from "../../../src/structure/masks/mask";
import { Masks } from "../../../src/structure/masks/masks";
import { jsonMasks } from "../../../src/structure/masks/tellMasks";
import { heard } from "../../state/heard";
import { subjectOf } from "../samples";

const SIZE = { height: 224, width: 224 };
const A: Mask = { kind: "rectangle", top: 1, left: 2, height: 30, width: 40 };
const B: Mask = { kind: "rectangle", top: 50, left: 60, height: 7, width: 8 };
const C: Mask = { kind: "bitmap", top: 0, left: 0, height: 2, width: 5, data: Uint8Array.of(0b10110010, 0b11000000) };

let masks: Masks;
let all: ReturnType<typeof heard>;

beforeEach(() => {
  masks = new Masks(subjectOf("cat", "efficientnet-lite0"));
  all = heard();
});

describe("masks", () => {
  it("are told as they are drawn, moved and removed, with their places in the list", () => {
    masks.add(A);
    masks.add(B);
    const [first, second] = masks.all.value;
    if (!first || !second) throw new Error("Expected two masks.");
    const elsewhere = moved(A, 5, 6, SIZE);
    masks.commit([{ ...first, mask: elsewhere }, second]);
    masks.add(C);
    masks.remove(first.id);
    masks.remove(first.id);
    expect(all).toEqual([
      ["mask_drawn", { index: 0, mask: A }],
      ["mask_drawn", { index: 1, mask: B }],
      ["mask_moved", { index: 0, mask: elsewhere }],
      ["mask_drawn", { index: 2, mask: { ...C, data: "ssA=" } }],
      ["mask_removed", { index: 0, mask: elsewhere }],
    ]);
  });

  it("that go in one sweep are told so that each place is that in the list as it is then", () => {
    const drawn = [A, B, C].map(placed);
    masks.commit(drawn);
    const list = drawn.map(({ mask }) => jsonMask(mask));
    masks.commit(drawn.slice(1, 2));
    const removals = all.slice(3);
    for (const [, { index, mask }] of removals) {
      expect(list[index as number]).toEqual(mask);
      list.splice(index as number, 1);
    }
    expect(removals.map(([kind]) => kind)).toEqual(["mask_removed", "mask_removed"]);
    expect(list).toEqual([B]);
  });

  it("are told all at once where they are undone, done again, cleared, or those of an opened image", () => {
    masks.undo();
    masks.clear();
    masks.add(A);
    masks.undo();
    masks.redo();
    masks.redo();
    masks.clear();
    masks.open([placed(B), placed(C)]);
    expect(all.slice(1)).toEqual([
      ["masks_replaced", { masks: [], reason: "undo" }],
      ["masks_replaced", { masks: [A], reason: "redo" }],
      ["masks_replaced", { masks: [], reason: "clear" }],
      ["masks_replaced", { masks: [B, jsonMask(C)], reason: "open" }],
    ]);
    masks.undo();
    expect(masks.all.value).toEqual([]);
  });

  it("that came with an address are told when the scene begins, and once", () => {
    masks.add(A);
    masks.tellOpened();
    masks.edits.value = { ...masks.edits.value, history: { past: [], present: [placed(A), placed(B)], future: [] } };
    masks.tellOpened();
    masks.tellOpened();
    expect(all.slice(1)).toEqual([["masks_replaced", { masks: [A, B], reason: "open" }]]);
  });

  it("that the log knows already are there from the beginning, not told, and no step to take back", () => {
    masks.edits.value = { ...masks.edits.value, history: { past: [[]], present: [placed(B)], future: [] } };
    masks.begin([A, C]);
    masks.tellOpened();
    masks.adopt("cat", SIZE);
    masks.undo();
    expect(masks.all.value.map(({ mask }) => mask)).toEqual([A, C]);
    expect([masks.canUndo.value, masks.canRedo.value, all]).toEqual([false, false, []]);
    masks.add(B);
    expect(all).toEqual([["mask_drawn", { index: 2, mask: B }]]);
  });

  it("that go with their image, or are scaled for another input, are not told", () => {
    masks.edits.value = { ...masks.edits.value, history: { past: [], present: [placed(A)], future: [] } };
    masks.adopt("cat", SIZE);
    masks.adopt("cat", { height: 112, width: 112 });
    masks.adopt("dog", SIZE);
    expect(masks.all.value).toEqual([]);
    expect(all).toEqual([]);
  });

  it("of which an event could not hold all are told as one that hides the same", () => {
    const whole = bitmapOf(new Uint8Array(SIZE.height * SIZE.width).fill(1), SIZE);
    if (!whole) throw new Error("Expected a mask of all pixels.");
    const many = Array.from({ length: 20 }, () => placed(whole));
    expect(jsonMasks(many.slice(0, 10))).toHaveLength(10);
    expect(jsonMasks(many.slice(0, 10), 2)).toEqual([jsonMask(whole)]);
    masks.open(many);
    expect(all).toEqual([["masks_replaced", { masks: [jsonMask(whole)], reason: "open", joined: true }]]);
    expect(JSON.stringify(all[0]?.[1]).length).toBeLessThan(MAX_CONTENT_BYTES);
  });
});
