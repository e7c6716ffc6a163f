import { describe, expect, it } from "vitest";
import type { Components } from "../../../src/protocol/messages";
import { portraitWords, weightEnds } from "../../../src/structure/maps/portrait";

function components(channels: number[], weights: number[], shares: number[]): Components {
  return {
    layer: "layer",
    height: 1,
    width: 1,
    cluster: 0,
    criterion: "entropy",
    groups: "own",
    channels,
    weights,
    explained_variances: shares,
    representatives: [],
  };
}

describe("a cluster's portrait", () => {
  it("names the maps that count most and least, none twice", () => {
    const five = components([2, 3, 5, 7, 11], [0.1, -0.7, 0.6, 0.3, 0.1], [0.5]);
    const [like, unlike] = weightEnds(five, 4).map((end) => end.map(({ channel }) => channel));
    expect(like).toEqual([5, 7, 2]);
    expect(unlike).toEqual([3, 11]);
    expect(weightEnds(components([4], [1], [1]), 4)[1]).toEqual([]);
  });

  it("says how much its picture shows, and where another would be as fair", () => {
    const words = (...shares: number[]) => portraitWords(components([1, 2], [0.6, 0.8], shares)).join(" ");
    expect(words()).toContain("constant");
    expect(words(0.2, 0.1)).toContain(
      "explains 20.0% of how its 2 maps vary: little, under 25%, so its frame is dashed",
    );
    expect(words(0.25, 0.1)).toContain("less than half");
    expect(words(0.75, 0.25)).toContain("most of it");
    expect(words(0.5, 0.4)).toContain("40.0%, nearly as much");
    expect(words(0.5, 0.39)).not.toContain("nearly");
    expect(words(0.3, 0.4)).toContain("40.0%, even more");
    expect(portraitWords(components([1], [1], [1]))).toEqual(["The cluster is one map, and the picture is that map."]);
  });
});
