import { describe, expect, it } from "vitest";
import type { Tensor } from "../../../src/protocol/messages";
import { stamp } from "../../../src/structure/masks/brush";
import { bitmapOf, covers } from "../../../src/structure/masks/mask";
import { outlines, segmentAt, segmentMask, segmentsOf } from "../../../src/structure/masks/superpixel";
import { masked } from "../../../src/structure/pictures/picture";
import { between, randomNumbers } from "../random";

const SIZE = { height: 24, width: 31 };

describe("the brush", () => {
  it("sets the pixels whose centres are near the stroke, and at least the one under the pointer", () => {
    const random = randomNumbers(31);
    for (let round = 0; round < 60; round++) {
      const from = { row: random() * 24, column: random() * 31 };
      const to = { row: random() * 24, column: random() * 31 };
      const radius = random() * 6;
      const flags = new Uint8Array(24 * 31);
      stamp(flags, SIZE, from, to, radius);
      expect(flags[Math.floor(to.row) * 31 + Math.floor(to.column)]).toBe(1);
      for (let row = 0; row < 24; row++) {
        for (let column = 0; column < 31; column++) {
          let nearest = Infinity;
          for (let step = 0; step <= 400; step++) {
            const y = from.row + ((to.row - from.row) * step) / 400;
            const x = from.column + ((to.column - from.column) * step) / 400;
            nearest = Math.min(nearest, Math.hypot(row + 0.5 - y, column + 0.5 - x));
          }
          if (nearest < radius - 0.1) expect(flags[row * 31 + column]).toBe(1);
          const under = row === Math.floor(to.row) && column === Math.floor(to.column);
          if (nearest > radius + 0.1 && !under) expect(flags[row * 31 + column]).toBe(0);
        }
      }
    }
  });

  it("outside the image sets nothing", () => {
    const flags = new Uint8Array(24 * 31);
    stamp(flags, SIZE, { row: -9, column: -9 }, { row: -9, column: 50 }, 3);
    expect(bitmapOf(flags, SIZE)).toBeNull();
  });
});

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
});

describe("the preview", () => {
  it("takes the fill where masked and the image elsewhere", () => {
    const random = randomNumbers(32);
    const tensor = (): Tensor => ({
      shape: [4, 5, 3],
      dtype: "u1",
      scale: 1,
      offset: 0,
      data: Uint8Array.from({ length: 60 }, () => between(random, 0, 255)),
    });
    const image = tensor();
    const fill = tensor();
    const flags = Uint8Array.from({ length: 20 }, () => between(random, 0, 1));
    const picture = masked(image, fill, flags);
    for (let pixel = 0; pixel < 20; pixel++) {
      const source = flags[pixel] ? fill : image;
      expect([...picture.data.subarray(pixel * 4, pixel * 4 + 4)]).toEqual([
        ...source.data.subarray(pixel * 3, pixel * 3 + 3),
        255,
      ]);
    }
  });
});
