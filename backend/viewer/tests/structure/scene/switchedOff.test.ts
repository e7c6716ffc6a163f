import { describe, expect, it } from "vitest";
import {
  ALL_ON,
  countOff,
  countsOf,
  ofNetwork,
  sameSwitchedOff,
  switched,
  switchesBetween,
} from "../../../src/structure/scene/switchedOff";
import { columnOf, layerOf } from "../samples";

describe("what is switched off", () => {
  it("is switched off and on again, channel by channel, and leaves nothing of a layer that is all on", () => {
    const off = switched(switched(ALL_ON, "a", [5, 1], true), "b", [0], true);
    expect([...off]).toEqual([
      ["a", [1, 5]],
      ["b", [0]],
    ]);
    expect([...switched(off, "a", [5, 9], false)]).toEqual([
      ["a", [1]],
      ["b", [0]],
    ]);
    expect(sameSwitchedOff(switched(switched(off, "a", [1, 5], false), "b", [0], false), ALL_ON)).toBe(true);
    expect(ALL_ON.size).toBe(0);
  });

  it("is counted as whole clusters, and maps beside these", () => {
    const clusters = (layer: string) => (layer === "a" ? columnOf(0).clusters : []);
    expect(countsOf(switched(ALL_ON, "a", [0, 1], true), clusters)).toEqual({ clusters: 2, maps: 0 });
    const more = switched(switched(ALL_ON, "a", [1], true), "not shown", [3, 4], true);
    expect(countsOf(more, clusters)).toEqual({ clusters: 1, maps: 2 });
    expect(countOff([1, 2, 3], [3, 7])).toBe(1);
  });

  it("is what a network has of it", () => {
    const off = switched(switched(ALL_ON, "one", [0, 4], true), "gone", [0], true);
    expect([...ofNetwork(off, [layerOf("one"), layerOf("two")])]).toEqual([["one", [0]]]);
  });

  it("is told by the switches that lead there", () => {
    const before = switched(ALL_ON, "a", [1, 2], true);
    const after = switched(switched(before, "a", [2], false), "a", [3], true);
    expect(switchesBetween(before, after)).toEqual([
      { layer: "a", channels: [2], to: "on" },
      { layer: "a", channels: [3], to: "off" },
    ]);
    expect(switchesBetween(before, before)).toEqual([]);
  });
});
