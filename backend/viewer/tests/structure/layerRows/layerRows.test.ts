// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { shown } from "../../../src/state/shown";
import { LayerRows, layerRowsShown } from "../../../src/structure/layerRows/layerRows";
import { CONDITION, heard } from "../../state/heard";

afterEach(() => {
  shown.value = null;
});

describe("one layer over many images", () => {
  it("is there unless a condition leaves out what it is made of", () => {
    const fits = { ...CONDITION, clusters: true, comparison: true, groups: "original" as const };
    const there = (condition: typeof shown.value) => {
      shown.value = condition;
      return layerRowsShown();
    };
    expect([there(null), there(fits)]).toEqual([true, true]);
    expect(there({ ...fits, comparison: false })).toBe(false);
    expect(there({ ...fits, clusters: false })).toBe(false);
    expect(there({ ...fits, groups: "own" })).toBe(false);
  });

  it("tells a study's log when it is opened, of which layer, and closed", () => {
    const told = heard();
    const rows = new LayerRows();
    rows.open("conv_1");
    rows.open("conv_1");
    rows.open("conv_2");
    rows.close();
    expect(told).toEqual(
      ["conv_1", "conv_2", "closed"].map((value) => ["setting_changed", { setting: "layer_rows", value }]),
    );
  });
});
