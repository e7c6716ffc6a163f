import { test } from "vitest";
import type { Predictions, Tensor } from "../../src/protocol/messages.ts";
import { commonRange, compareMaps, differenceMap, lookupOnScale } from "../../src/structure/compare/differences.ts";
import { divergingColour, divergingPicture } from "../../src/structure/compare/diverging.ts";
import { classChanges, pointsText } from "../../src/structure/predictions/change.ts";
import { expectShared } from "./shared.ts";

const A = map([0, 10, 200, 255, 128, 31], 0.02, -1);
const B = map([255, 10, 190, 0, 128, 77], 0.015, -0.5);
const SHARES = [-1.5, -1, -0.77, -0.5, -0.1, 0, 0.004, 0.25, 0.5, 0.9, 1, 3];

test("comparisons", async () => {
  const pairs = compareMaps([entry(3, A), entry(5, A), entry(4, A)], [entry(5, B), entry(3, A), entry(9, B)]);
  const { low, high } = commonRange([A, B]);
  const grey = new Uint8Array(1024).map((_none, place) => place >> 2);
  await expectShared("compare", {
    a: written(A),
    b: written(B),
    pairs: pairs.map(({ channel, mean, largest }) => [channel, mean, largest]),
    range: [low, high],
    onScale: [A, B].map((tensor) => [...lookupOnScale(tensor, low, high, grey)].filter((_byte, at) => at % 4 === 0)),
    diverging: SHARES.map((share) => [share, ...divergingColour(share)]),
    pictures: [0.5, 3, 0].map((limit) => [
      limit,
      ...divergingPicture(differenceMap(A, B), { height: 2, width: 3 }, limit).data,
    ]),
    changes: classChanges(predictions([1, 0.6], [7, 0.3], [4, 0.05]), predictions([1, 0.5], [4, 0.05])).map(
      ({ score, before, change }) => [score.label.index, before, change === null ? "new" : pointsText(change)],
    ),
  });
});

function map(bytes: number[], scale: number, offset: number): Tensor {
  return { shape: [2, 3], dtype: "u1", scale, offset, data: new Uint8Array(bytes) };
}

function entry(channel: number, tensor: Tensor) {
  return { channel, entropy: 0.5, score: 0.5, map: tensor };
}

function written({ scale, offset, data }: Tensor) {
  return { scale, offset, data: [...data] };
}

function predictions(...classes: [number, number][]): Predictions {
  return {
    classes: classes.map(([index, probability]) => ({ label: { index, name: `class ${index}` }, probability })),
  } as unknown as Predictions;
}
