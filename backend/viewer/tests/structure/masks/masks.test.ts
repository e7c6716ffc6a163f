import { beforeEach, describe, expect, it } from "vitest";
import { begun } from "../../../src/structure/masks/history";
import { moved, placed, rescaled } from "../../../src/structure/masks/mask";
import { Masks } from "../../../src/structure/masks/masks";
import { subjectOf } from "../samples";

const SIZE = { height: 40, width: 40 };
let masks: Masks;

beforeEach(() => {
  masks = new Masks(subjectOf("image", "network"));
  masks.adopt("image", SIZE);
});

describe("masks", () => {
  it("of an address belong to the image that comes with it, those of another image go", () => {
    masks.edits.value = {
      owner: null,
      size: null,
      history: begun([placed({ kind: "rectangle", top: 1, left: 1, height: 4, width: 4 })]),
    };
    masks.adopt("other", SIZE);
    expect(masks.all.value.length).toBe(1);
    masks.adopt("third", SIZE);
    expect(masks.all.value).toEqual([]);
    expect(masks.canUndo.value).toBe(false);
  });

  it("are scaled for another size of the input", () => {
    masks.commit([placed({ kind: "rectangle", top: 10, left: 20, height: 4, width: 6 })]);
    masks.adopt("image", { height: 80, width: 80 });
    expect(masks.all.value[0]?.mask).toEqual({ kind: "rectangle", top: 20, left: 40, height: 8, width: 12 });
  });

  it("are as they were drawn when the input has its size again, unless they were moved meanwhile", () => {
    const drawn = { kind: "rectangle", top: 11, left: 21, height: 5, width: 7 } as const;
    masks.commit([placed(drawn), placed(drawn)]);
    for (const height of [27, 33, 80]) masks.adopt("image", { height, width: height });
    const [first, second] = masks.all.value;
    if (!first || !second) throw new Error("Expected two masks.");
    const elsewhere = moved(second.mask, 10, 0, { height: 80, width: 80 });
    masks.commit([first, { ...second, mask: elsewhere }]);
    masks.adopt("image", SIZE);
    expect(masks.all.value[0]?.mask).toEqual(drawn);
    expect(masks.all.value[1]?.mask).toEqual(rescaled(elsewhere, { height: 80, width: 80 }, SIZE));
  });

  it("are not more than a request may hold", () => {
    const many = Array.from({ length: 257 }, () => placed({ kind: "rectangle", top: 0, left: 0, height: 1, width: 1 }));
    expect(masks.commit(many)).toBe(false);
    expect(masks.all.value).toEqual([]);
    expect(masks.commit(many.slice(1))).toBe(true);
  });
});
