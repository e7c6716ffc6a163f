import { describe, expect, it } from "vitest";
import { signedTable } from "../../../src/geometry/colourMap";
import { SCENES } from "../../../src/geometry/scenes";
import type { Tensor } from "../../../src/protocol/messages";
import { changeOf, signedOnScale } from "../../../src/structure/layerRows/change";
import { rowScales } from "../../../src/structure/layerRows/rowScales";
import { answerOf, signed } from "./samples";

const TABLE = signedTable(SCENES.colours.difference);

describe("how much a cluster changed", () => {
  it("is the mean and the largest size, whatever the sign", () => {
    expect(changeOf(signed(0.5, [127, 129, 123, 127]))).toEqual({ mean: (0.5 * 6) / 4, largest: 2 });
    expect(changeOf(signed(0, [127, 127]))).toEqual({ mean: 0, largest: 0 });
  });
});

describe("a scale over all rows", () => {
  // Each answer has a scale of its own: the same byte is 2 in one and 20 in the other.
  const answers = [answerOf([0, 10], null), answerOf([1, 12], signed(0.5, [131])), answerOf([-3, 4], signed(5, [131]))];

  it("goes as far as the largest change of any row, and the pictures' ends", () => {
    expect(rowScales(answers, 1, "cluster")).toEqual([{ limit: 20, longest: 20, low: -3, high: 12 }]);
  });

  it("is each cluster's own, or the whole layer's", () => {
    const two = answers.map((answer, row) => ({
      ...answer,
      clusters: [...answer.clusters, ...answer.clusters.map((cluster) => ({ ...cluster, index: 1 }))],
      changes: [...answer.changes, row === 1 ? { mean: 30, largest: 90 } : null],
    }));
    expect(rowScales(two, 2, "cluster").map(({ limit, longest }) => [limit, longest])).toEqual([
      [20, 20],
      [90, 30],
    ]);
    expect(rowScales(two, 2, "layer").map(({ limit, longest }) => [limit, longest])).toEqual([
      [90, 30],
      [90, 30],
    ]);
  });

  it("is nothing where nothing is known", () => {
    expect(rowScales([], 1, "layer")).toEqual([{ limit: 0, longest: 0, low: 0, high: 0 }]);
  });

  it("colours equal changes of two rows alike, though their bytes differ", () => {
    const colour = (tensor: Tensor, byte: number) => [
      ...signedOnScale(tensor, 20, TABLE).subarray(byte * 4, byte * 4 + 4),
    ];
    expect(colour(signed(0.5, []), 127 + 20)).toEqual(colour(signed(5, []), 127 + 2));
    expect(colour(signed(5, []), 127 + 4)).toEqual([...TABLE.subarray(254 * 4, 254 * 4 + 4)]);
    expect(colour(signed(5, []), 127 - 4)).toEqual([...TABLE.subarray(0, 4)]);
    expect(colour(signed(5, []), 127)).toEqual([...TABLE.subarray(127 * 4, 127 * 4 + 4)]);
  });
});
