import { describe, expect, test } from "vitest";
import type { Layer } from "../../src/protocol/messages";
import { alignedLayers, resolutionWords } from "../../src/sideBySide/alignment";
import { layerOf } from "../structure/samples";

function flow(side: number, ...sides: number[]) {
  const layers = sides.map((each, place) => ({ ...layerOf(`${side}-${place}`), height: each, width: each }));
  return { input: { height: side, width: side }, layers };
}

const names = (layer: Layer | null) => layer?.name ?? null;
const found = (...both: Parameters<typeof alignedLayers>) =>
  alignedLayers(...both).map(({ halvings, pairs }) => [
    halvings,
    pairs.map(({ one, two }) => [names(one), names(two)]),
  ]);

describe("layers of two networks", () => {
  test("stand beside each other by resolution, also where inputs differ and sides were rounded", () => {
    expect(found(flow(224, 112, 56, 7), flow(260, 130, 65, 9))).toEqual([
      [1, [["224-0", "260-0"]]],
      [2, [["224-1", "260-1"]]],
      [5, [["224-2", "260-2"]]],
    ]);
  });

  test("of one resolution go from the first to the last in both, with empty places between", () => {
    expect(found(flow(64, 16, 16, 16), flow(64, 16, 16, 16, 16, 16))).toEqual([
      [
        2,
        [
          ["64-0", "64-0"],
          [null, "64-1"],
          ["64-1", "64-2"],
          [null, "64-3"],
          ["64-2", "64-4"],
        ],
      ],
    ]);
  });

  test("a single one stands beside the last, and what has no counterpart stands alone", () => {
    expect(found(flow(64, 32, 4), flow(64, 32, 32, 8))).toEqual([
      [
        1,
        [
          [null, "64-0"],
          ["64-0", "64-1"],
        ],
      ],
      [3, [[null, "64-2"]]],
      [4, [["64-1", null]]],
    ]);
  });

  test.each([
    [3, 4],
    [5, 7],
    [9, 23],
    [1, 6],
  ])("none is lost or twice: %d beside %d", (few, many) => {
    const [resolution] = alignedLayers(
      flow(32, ...Array.from({ length: few }, () => 8)),
      flow(64, ...Array.from({ length: many }, () => 16)),
    );
    const order = resolution?.pairs.flatMap(({ one }) => (one ? [one.name] : []));
    expect(order).toEqual(Array.from({ length: few }, (_, place) => `32-${place}`));
    expect(resolution?.pairs.map(({ two }) => two?.name)).toEqual(
      Array.from({ length: many }, (_, place) => `64-${place}`),
    );
  });

  test("of an input that is not square are as small as the mean of both directions", () => {
    const wide = { input: { height: 100, width: 400 }, layers: [{ ...layerOf("a"), height: 50, width: 50 }] };
    expect(alignedLayers(wide, flow(64))).toMatchObject([{ halvings: 2 }]);
  });

  test("units, which are at no place, come after all maps", () => {
    const units = { ...layerOf("units"), kind: "dense", height: 8, width: 16 };
    const one = { input: { height: 64, width: 64 }, layers: [units, ...flow(64, 2).layers] };
    expect(alignedLayers(one, flow(64)).map(({ halvings }) => halvings)).toEqual([5, null]);
  });
});

test("a resolution is told as a share of the input's side", () => {
  expect([0, 1, 5, -1, null].map(resolutionWords)).toEqual([
    "The input’s own size",
    "1/2 of the input’s side",
    "1/32 of the input’s side",
    "2 times the input’s side",
    "Units",
  ]);
});
