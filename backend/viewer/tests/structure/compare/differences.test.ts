import { describe, expect, it } from "vitest";
import type { FeatureMap } from "../../../src/protocol/messages";
import { commonRange, compareMaps, differenceMap, lookupOnScale } from "../../../src/structure/compare/differences";
import { divergingColour, divergingPicture } from "../../../src/structure/compare/diverging";
import { between, randomNumbers } from "../random";

const random = randomNumbers(41);

function map(channel: number): FeatureMap {
  const data = Uint8Array.from({ length: 12 }, () => between(random, 0, 255));
  const tensor = { shape: [3, 4], dtype: "u1", scale: random() / 100, offset: random() - 0.5, data } as const;
  return { channel, entropy: random(), score: 0, map: { ...tensor, shape: [3, 4] } };
}

function value(feature: FeatureMap, index: number): number {
  return (feature.map.data[index] ?? 0) * feature.map.scale + feature.map.offset;
}

describe("comparing two images", () => {
  it("pairs channels and sorts them by the mean difference of the numbers", () => {
    const a = [0, 1, 2, 3, 4].map(map);
    const b = [4, 2, 0, 1, 7].map(map);
    const pairs = compareMaps(a, b);
    expect(pairs.map((pair) => pair.channel).toSorted()).toEqual([0, 1, 2, 4]);
    for (const pair of pairs) {
      const numbers = Array.from({ length: 12 }, (_none, index) => value(pair.b, index) - value(pair.a, index));
      const shown = differenceMap(pair.a.map, pair.b.map);
      numbers.forEach((number, index) => {
        expect(shown[index]).toBeCloseTo(number, 12);
      });
      expect(pair.mean).toBeCloseTo(numbers.reduce((sum, number) => sum + Math.abs(number), 0) / 12, 12);
      expect(pair.largest).toBeCloseTo(Math.max(...numbers.map(Math.abs)), 12);
    }
    const means = pairs.map((pair) => pair.mean);
    expect(means).toEqual(means.toSorted((x, y) => y - x));
  });

  it("of an image with itself finds no difference", () => {
    const a = [map(0), map(1)];
    expect(compareMaps(a, a).every((pair) => pair.mean === 0 && pair.largest === 0)).toBe(true);
  });

  it("puts equal numbers of two maps in equal colours", () => {
    const low = { ...map(0).map, scale: 0.01, offset: 0 };
    const high = { ...map(0).map, scale: 0.02, offset: -1 };
    const { low: from, high: to } = commonRange([low, high]);
    expect(from).toBe(-1);
    expect(to).toBeCloseTo(4.1, 12);
    const lookup = Uint8Array.from({ length: 1024 }, (_none, index) => index >> 2);
    const first = lookupOnScale(low, from, to, lookup);
    const second = lookupOnScale(high, from, to, lookup);
    expect(first[100 * 4]).toBe(second[100 * 4]); // 100 * 0.01 = 1 = 100 * 0.02 - 1
    expect(second[0]).toBe(0);
    expect(second[255 * 4]).toBe(255);
  });
});

describe("the colours of a difference", () => {
  it("are white at none, and blue and red at the ends", () => {
    expect(divergingColour(0)).toEqual([247, 247, 247]);
    const picture = divergingPicture(Float64Array.from([-2, 0, 5]), { height: 1, width: 3 }, 2);
    expect([...picture.data.subarray(0, 3)]).toEqual([5, 48, 97]);
    expect([...picture.data.subarray(4, 7)]).toEqual([247, 247, 247]);
    expect([...picture.data.subarray(8, 11)]).toEqual([103, 0, 31]);
  });

  it("are all white where nothing differs", () => {
    const picture = divergingPicture(new Float64Array(2), { height: 1, width: 2 }, 0);
    expect([...picture.data]).toEqual([247, 247, 247, 255, 247, 247, 247, 255]);
  });
});
