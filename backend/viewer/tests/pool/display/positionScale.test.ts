import { describe, expect, it } from "vitest";
import { verticesOf } from "../../../src/geometry/poolLayout.ts";
import { Places } from "../../../src/pool/display/places.ts";
import { LEAST_PROBABILITY, linearPosition, logPosition } from "../../../src/pool/display/positionScale.ts";
import type { PoolImage } from "../../../src/protocol/messages.ts";
import { poolOf } from "../recorded.ts";

const { images } = poolOf("1");
const VERTICES = verticesOf(4);
const withProbabilities = (probabilities: number[]) => ({ probabilities }) as unknown as PoolImage;
const squared = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, k) => sum + (x - (b[k] ?? 0)) ** 2, 0);
const nearest = (position: readonly number[]) => {
  const all = VERTICES.map((vertex) => squared(position, vertex));
  return all.indexOf(Math.min(...all));
};

describe("places by logarithms", () => {
  it("are the mean of the corners, each weighted by ln(p / 0.0001)", () => {
    const weights = [0.94, 0.01, 0.001].map((p) => Math.log(p / 1e-4));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const expected = [0, 1, 2].map((axis) =>
      weights.reduce((total, weight, k) => total + (weight / sum) * (VERTICES[k]?.[axis] ?? 0), 0),
    );
    const found = logPosition(withProbabilities([0.94, 0.01, 0.001, LEAST_PROBABILITY / 7]));
    for (const axis of [0, 1, 2]) expect(found[axis]).toBeCloseTo(expected[axis] ?? 0, 12);
  });

  it("are the centre where no label has any weight, and where all have the same", () => {
    for (const p of [0, LEAST_PROBABILITY, 0.2]) {
      for (const x of logPosition(withProbabilities([p, p, p, p]))) expect(x).toBeCloseTo(0, 12);
    }
  });

  it.each([2, 3] as const)("are in the body of %i corners", (corners) => {
    const sure = logPosition(withProbabilities([1, ...Array(corners - 1).fill(0)]));
    expect(squared(sure, verticesOf(corners)[0] ?? [])).toBeCloseTo(0, 12);
  });

  it("are in the region of the most probable label, as places by probabilities are", () => {
    for (const image of images) {
      const first = image.probabilities.indexOf(Math.max(...image.probabilities));
      expect(nearest(linearPosition(image))).toBe(first);
      expect(nearest(logPosition(image))).toBe(first);
    }
  });

  it("spread a confident image's copies", () => {
    const sure = [0.9, 0.97, 0.93, 0.99].map((p, k) => {
      const rest = [0.9, 0.09, 0.01].map((share) => share * (1 - p));
      const probabilities = [p, ...rest.slice(k % 3), ...rest.slice(0, k % 3)];
      const position = [0, 1, 2].map((axis) =>
        probabilities.reduce((total, q, j) => total + q * (VERTICES[j]?.[axis] ?? 0), 0),
      );
      return { probabilities, position } as unknown as PoolImage;
    });
    const extent = (position: (image: PoolImage) => readonly number[]) =>
      Math.max(...sure.flatMap((a) => sure.map((b) => squared(position(a), position(b)))));
    expect(extent(logPosition)).toBeGreaterThan(2 * extent(linearPosition));
  });

  it("are taken anew when the scale changes", () => {
    const places = new Places();
    const linear = new Map(places.of(images, 0));
    const logarithmic = places.of(images, 0, 4, logPosition);
    expect(images.some(({ index }) => logarithmic.get(index)?.join() !== linear.get(index)?.join())).toBe(true);
    expect(new Map(places.of(images, 0))).toEqual(linear);
  });
});
