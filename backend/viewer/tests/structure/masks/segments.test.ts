import { describe, expect, it } from "vitest";
import { covers } from "../../../src/structure/masks/mask";
import {
  maskEdges,
  outlines,
  segmentAt,
  segmentMask,
  segmentRuns,
  segmentsOf,
} from "../../../src/structure/masks/segments";

describe("superpixels", () => {
  const labels = [0, 0, 1, 0, 258, 1, 258, 258, 1];
  const data = new Uint8Array(labels.flatMap((label) => [label & 255, label >> 8]));
  const segments = segmentsOf({ count: 259, labels: { shape: [3, 3], dtype: "u2", scale: 1, offset: 0, data } });

  it("are read as little-endian numbers of two bytes", () => {
    expect([...segments.labels]).toEqual(labels);
    expect(segmentAt(segments, 1, 1)).toBe(258);
    expect(segmentAt(segments, 3, 0)).toBeNull();
  });

  it("become masks of exactly their pixels", () => {
    for (const segment of [0, 1, 258]) {
      const mask = segmentMask(segments, segment);
      labels.forEach((label, index) => {
        expect(mask !== null && covers(mask, Math.floor(index / 3), index % 3)).toBe(label === segment);
      });
    }
    expect(segmentMask(segments, 7)).toBeNull();
  });

  it("have outlines between different neighbours only", () => {
    const length = outlines(segments).reduce((sum, [y, x, toY, toX]) => sum + Math.abs(toY - y) + Math.abs(toX - x), 0);
    let expected = 0;
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) {
        const here = labels[row * 3 + column];
        if (row < 2 && labels[(row + 1) * 3 + column] !== here) expected++;
        if (column < 2 && labels[row * 3 + column + 1] !== here) expected++;
      }
    }
    expect(length).toBe(expected);
  });

  it("are outlined as masks by each side that is no neighbour's, joined where they go on", () => {
    for (const segment of [0, 1, 258]) {
      const mask = segmentMask(segments, segment);
      if (!mask) throw new Error(`Expected segment ${segment}, got none.`);
      let expected = 0;
      for (let row = 0; row < 3; row++) {
        for (let column = 0; column < 3; column++) {
          if (!covers(mask, row, column)) continue;
          for (const [y, x] of [
            [-1, 0],
            [1, 0],
            [0, -1],
            [0, 1],
          ] as const)
            if (!covers(mask, row + y, column + x)) expected++;
        }
      }
      const length = maskEdges(mask).reduce((sum, [y, x, toY, toX]) => sum + Math.abs(toY - y) + Math.abs(toX - x), 0);
      expect(length).toBe(expected);
      const pixels = segmentRuns(segments, segment).reduce((sum, [, x, , toX]) => sum + toX - x, 0);
      expect(pixels).toBe([...segments.labels].filter((label) => label === segment).length);
    }
    expect(maskEdges({ kind: "rectangle", top: 2, left: 3, height: 4, width: 5 })).toHaveLength(4);
  });
});
