import { describe, expect, it } from "vitest";
import {
  type ClusterInfluence,
  type FlowColumn,
  flowsOf,
  type Influence,
  influenceOf,
} from "../../../src/structure/scene/influence";
import { ribbons } from "../../../src/structure/scene/ribbons";

const cluster = (
  channels: number[],
  answerChange: number,
  changes: Record<string, number[]> = {},
): ClusterInfluence => ({
  channels,
  changes: new Map(Object.entries(changes)),
  answerChange,
  words: "",
  most: false,
});
const INFLUENCE: Influence = new Map([
  ["a", [cluster([0, 2], 0.5, { b: [0.4, 0.1], c: [1] }), cluster([1], 0.25, { b: [0.2, 0], c: [1] })]],
  ["b", [cluster([0], 0.5, { c: [0.3] }), cluster([1], 0, { c: [0.1] })]],
  ["c", [cluster([0, 1], 0.8)]],
]);
const column = (name: string, ...clusters: number[][]): FlowColumn => ({ name, clusters });
const COLUMNS = [column("a", [0, 2], [1]), column("b", [0], [1]), column("c", [0, 1])];

describe("what flows out of a column", () => {
  it("is how much each cluster of the next one changes, and out of the last the answer", () => {
    expect(flowsOf(COLUMNS, INFLUENCE)).toEqual([
      [
        [0.4, 0.1],
        [0.2, 0],
      ],
      [[0.3], [0.1]],
      [[0.8]],
    ]);
  });

  it("is that of the columns shown, also where one between them is not", () => {
    expect(flowsOf([COLUMNS[0], COLUMNS[2]] as FlowColumn[], INFLUENCE)).toEqual([[[1], [1]], [[0.8]]]);
  });

  it("is not known where the clusters are others, or not here", () => {
    const others = column("b", [1], [0]);
    expect(influenceOf(INFLUENCE, others)).toBeNull();
    expect(flowsOf([COLUMNS[0], others, COLUMNS[2]] as FlowColumn[], INFLUENCE)).toEqual([null, null, [[0.8]]]);
    expect(flowsOf([{ name: "a", clusters: null }], INFLUENCE)).toEqual([null]);
  });
});

describe("measured ribbons", () => {
  const maps = [[2, 1], [1, 1], [2]];
  const all = ribbons(maps, 1, flowsOf(COLUMNS, INFLUENCE));
  const between = (from: number, to: number, at: number) =>
    all.find((each) => each.from.colour === from && each.to.colour === to && Math.abs(each.from.x - at) < 0.7);

  it("are as high as what they were measured by, on one scale", () => {
    const first = all.filter(({ from, to }) => from.colour >= 0 && to.colour >= 0);
    const heights = first.map(({ from }) => from.height);
    const measures = [0.4, 0.1, 0.2, 0.3, 0.1];
    expect(first).toHaveLength(measures.length); // what is 0 is not drawn
    const scale = (heights[0] ?? 0) / 0.4;
    for (const [index, measure] of measures.entries()) expect(heights[index]).toBeCloseTo(measure * scale, 9);
    const last = all.filter(({ from, to }) => from.colour >= 0 && to.colour < 0);
    expect(last.map(({ from }) => from.height)).toEqual([expect.closeTo(0.8 * scale, 9)]);
    expect(0.8 * scale).toBeCloseTo(0.4, 9); // the largest sum at any panel takes what all maps took
  });

  it("are the stronger the more changes, and from the input as they were", () => {
    const [strong, weak] = [between(0, 0, 1), between(0, 1, 1)];
    expect(strong?.strength ?? 0).toBeGreaterThan(weak?.strength ?? 9);
    const plain = ribbons(maps).filter(({ from }) => from.colour < 0);
    expect(all.filter(({ from }) => from.colour < 0)).toEqual(plain);
  });
});
