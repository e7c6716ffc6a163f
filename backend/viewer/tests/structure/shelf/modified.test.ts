import { describe, expect, it } from "vitest";
import { placed, sameMasks } from "../../../src/structure/masks/mask";
import { findKept, keep, MAX_KEPT, type Modified, renamed, without } from "../../../src/structure/shelf/modified";
import { modifiedToText, textToModified } from "../../../src/structure/shelf/modifiedStorage";
import { randomMask, randomNumbers } from "../random";

const SIZE = { height: 20, width: 20 };
const random = randomNumbers(51);
const masks = () => [placed(randomMask(random, SIZE)), placed(randomMask(random, SIZE))];

describe("kept images", () => {
  it("hold each masked image once, and the unmasked one never", () => {
    const one = masks();
    let kept: readonly Modified[] = keep([], one, "black");
    expect(keep(kept, [...one.map(({ mask }) => placed(mask))], "black")).toBe(kept);
    expect(keep(kept, [], "black")).toBe(kept);
    kept = keep(kept, one, "blur");
    expect(kept.map((item) => item.name)).toEqual(["Modified 1", "Modified 2"]);
    expect(findKept(kept, one, "blur")?.id).toBe(kept[1]?.id);
    expect(findKept(kept, one, "noise")).toBeNull();
  });

  it("are renamed and deleted, and free names are used again", () => {
    let kept = keep(keep([], masks(), "black"), masks(), "black");
    kept = renamed(kept, 2, "  without the ear  ");
    expect(kept[1]?.name).toBe("without the ear");
    expect(renamed(kept, 2, "   ")).toBe(kept);
    kept = without(kept, 1);
    kept = keep(kept, masks(), "black");
    expect(kept.map((item) => item.name)).toEqual(["without the ear", "Modified 1"]);
    expect(new Set(kept.map((item) => item.id)).size).toBe(2);
  });

  it("are bounded; the oldest give way", () => {
    let kept: readonly Modified[] = [];
    for (let step = 0; step < MAX_KEPT + 3; step++) kept = keep(kept, masks(), "black");
    expect(kept.length).toBe(MAX_KEPT);
    expect(kept[0]?.name).toBe("Modified 4");
  });

  it("survive a reload as text", () => {
    let kept: readonly Modified[] = [];
    for (let step = 0; step < 5; step++) kept = keep(kept, masks(), "mean");
    const back = textToModified(modifiedToText(kept));
    expect(back.map(({ name, fill }) => ({ name, fill }))).toEqual(kept.map(({ name, fill }) => ({ name, fill })));
    expect(back.every((item, index) => sameMasks(item.masks, kept[index]?.masks ?? []))).toBe(true);
  });

  it("that cannot be read are left out", () => {
    const good = { name: "a", fill: "black", masks: "r1,1,2,2" };
    const text = JSON.stringify([good, { ...good, fill: "pink" }, { ...good, masks: "?" }, null, 3, { name: "b" }]);
    expect(textToModified(text).map((item) => item.name)).toEqual(["a"]);
    expect(textToModified("{")).toEqual([]);
    expect(textToModified('{"a": 1}')).toEqual([]);
  });
});
