import { afterEach, describe, expect, it } from "vitest";
import type { Part } from "../../src/protocol/part.ts";
import { inStudy, inWords, isShown, shown, whatIsShown } from "../../src/state/shown.ts";
import { CONDITION } from "./heard.ts";

afterEach(() => {
  shown.value = null;
});

const PARTS = [
  "clusters",
  "walk",
  "overview",
  "layer_list",
  "pool",
  "live_masks",
  "comparison",
  "ablation",
  "vr",
  "choice",
] as const;
const parts = () => PARTS.filter(isShown);

describe("what is shown", () => {
  it("is everything without a study", () => {
    expect(inStudy()).toBe(false);
    expect(parts()).toEqual(PARTS);
  });

  it("is what the condition says, the list of layers in the place of clusters, and never the choice", () => {
    shown.value = CONDITION;
    expect(inStudy()).toBe(true);
    expect(parts()).toEqual(["clusters", "walk", "pool", "live_masks", "comparison", "ablation", "vr"]);
    const none = { clusters: false, pool: false, live_masks: false, comparison: false, ablation: false, vr: false };
    shown.value = { ...CONDITION, ...none };
    expect(parts()).toEqual(["layer_list"]);
    shown.value = { ...CONDITION, view: "overview" };
    expect(
      ["walk", "overview"].filter((part) => isShown(part as Part)),
      "in VR there is the walk",
    ).toHaveLength(2);
    shown.value = { ...CONDITION, view: "overview", vr: false };
    expect(parts()).toEqual(["clusters", "overview", "pool", "live_masks", "comparison", "ablation"]);
  });

  it("leaves out things of a part that is hidden, and says others in a study's words", () => {
    const things = [
      { text: "of the pool", needs: "pool" as const },
      { text: "more colours", inStudy: { text: "colours" } },
      { text: "of all" },
    ];
    const texts = () => inWords(whatIsShown(things)).map(({ text }) => text);
    expect(texts()).toEqual(["of the pool", "more colours", "of all"]);
    shown.value = { ...CONDITION, pool: false };
    expect(texts()).toEqual(["colours", "of all"]);
  });
});
