import { describe, expect, it } from "vitest";
import type { PoolImage } from "../../../src/protocol/messages";
import { chosenCopies, copyImages, rowImages } from "../../../src/structure/layerRows/rowImages";
import { numberRows } from "../../../src/structure/layerRows/rowNumbers";
import { fallOf } from "../../../src/structure/layerRows/rowOrder";
import { placed } from "../../../src/structure/masks/mask";
import { predictionsOf } from "../samples";
import { answerOf, signed } from "./samples";

const MASK = { kind: "rectangle" as const, top: 1, left: 2, height: 3, width: 4 };
const ORIGINAL = { key: "original", name: "Original", masks: [], fill: "black" as const };
const KEPT = { key: "kept 1", name: "Left ear", masks: [placed(MASK)], fill: "blur" as const };

function copy(index: number, kept: boolean): PoolImage {
  const chances = { probability: 0.5, original_probability: 0.5, probabilities: [], position: [], outside: 0 };
  return { index, window: 0, mask: MASK, fill: null, label: 0, kept, represents: null, ...chances };
}

describe("the images of the rows", () => {
  it("begin with the original, which all others are compared with, with nothing switched off", () => {
    expect(rowImages([ORIGINAL, KEPT], false).map(({ name, reference }) => [name, reference])).toEqual([
      ["Original", true],
      ["Left ear", false],
    ]);
    const off = rowImages([ORIGINAL, KEPT], true);
    expect(off.map(({ name }) => name)).toEqual(["Original", "Original, with what is off", "Left ear"]);
    expect(off.filter(({ reference }) => reference)).toHaveLength(1);
  });

  it("go on with copies of the pool: those that lost the label, those in the scene, or all", () => {
    const all = [copy(0, true), copy(1, false), copy(2, false)];
    const copies = { of: "", fill: "mean" as const, all, shown: all.slice(0, 2) };
    const chosen = (which: "none" | "changed" | "shown" | "all") =>
      chosenCopies(copies, which).map(({ index }) => index);
    expect([chosen("none"), chosen("changed"), chosen("shown"), chosen("all")]).toEqual([
      [],
      [1, 2],
      [0, 1],
      [0, 1, 2],
    ]);
    expect(chosenCopies(null, "all")).toEqual([]);
    const [first, second] = copyImages([copy(0, true), { ...copy(1, true), fill: "noise" }], "mean");
    expect(first).toMatchObject({ name: "Masked copy 0", fill: "mean", reference: false, masks: [{ mask: MASK }] });
    expect(second?.fill).toBe("noise");
  });
});

it("writes the numbers of each row, and nothing where nothing is known", () => {
  const row = (name: string) => ({
    ...KEPT,
    name,
    reference: false,
    question: { image_id: "", network_id: "" },
    asked: "",
  });
  const answer = answerOf([0, 1], signed(0.5, [127, 129]));
  const fall = fallOf(predictionsOf([1, 0.75]).classes, answer.classes);
  const table = numberRows(
    [
      { row: row("one"), answer, fall },
      { row: row("two"), answer: undefined, fall: null },
    ],
    "conv",
    1,
  );
  expect(table.slice(1)).toEqual([
    ["one", "conv", "blur", 1, "class 1", 0.5, 0.5, 0.25, 0.5, 1],
    ["two", "conv", "blur", null, null, null, null, null, null, null],
  ]);
  expect(table[0]).toHaveLength(10);
});
