import { describe, expect, it } from "vitest";
import { choiceOf, chosenLayers } from "../../../src/structure/layers/layerChoice";
import { layerOf } from "../samples";

describe("layers shown", () => {
  const layers = [layerOf("a", "convolution", true), layerOf("b", "convolution", false), layerOf("c", "merge", true)];

  it("are chosen by kind or name, in the order data flows, and never none", () => {
    const names = (...chosen: Parameters<typeof chosenLayers>) => chosenLayers(...chosen).map(({ name }) => name);
    expect(names(layers, null)).toEqual(["a", "c"]);
    expect(names(layers, "convolutions")).toEqual(["a", "b"]);
    expect(names(layers, "all")).toEqual(["a", "b", "c"]);
    expect(names(layers, ["c", "b"])).toEqual(["b", "c"]);
    expect(names(layers, ["of another network"])).toEqual(["a", "c"]);
  });

  it("are written as shortly as they can be", () => {
    expect(choiceOf(layers, new Set(["a", "c"]))).toBeNull();
    expect(choiceOf(layers, new Set(["a", "b"]))).toBe("convolutions");
    expect(choiceOf(layers, new Set(["a", "b", "c"]))).toBe("all");
    expect(choiceOf(layers, new Set(["c", "b"]))).toEqual(["b", "c"]);
  });
});
