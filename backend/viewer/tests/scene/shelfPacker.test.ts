import { describe, expect, test } from "vitest";
import { ShelfPacker } from "../../src/scene/shelfPacker.ts";

/** The same random numbers on every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function fill(packer: ShelfPacker, sizes: readonly (readonly [number, number])[]): Box[] {
  return sizes.flatMap(([width, height]) => {
    const place = packer.place(width, height);
    return place ? [{ ...place, width, height }] : [];
  });
}

describe.each([1, 2, 3, 4, 5, 6])("random sizes, seed %i", (seed) => {
  const next = random(seed);
  const sizes = Array.from({ length: 300 }, () => [1 + Math.floor(next() * 60), 1 + Math.floor(next() * 60)] as const);
  const boxes = fill(new ShelfPacker(256, 256), sizes);

  test("lie within the page", () => {
    for (const { x, y, width, height } of boxes) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(256);
      expect(y + height).toBeLessThanOrEqual(256);
    }
  });

  test("do not overlap", () => {
    const taken = new Uint8Array(256 * 256);
    for (const { x, y, width, height } of boxes) {
      for (let row = y; row < y + height; row++) {
        for (let column = x; column < x + width; column++)
          taken[row * 256 + column] = (taken[row * 256 + column] ?? 0) + 1;
      }
    }
    expect(Math.max(...taken)).toBe(1);
  });

  test("fill most of the page", () => {
    const area = boxes.reduce((sum, { width, height }) => sum + width * height, 0);
    expect(area / 256 ** 2).toBeGreaterThan(0.6);
  });
});

test("equal squares fill a page without waste", () => {
  const boxes = fill(new ShelfPacker(1024, 1024), Array(100).fill([112, 112]));
  expect(boxes).toHaveLength(81);
});

test("what is larger than the page has no place", () => {
  const packer = new ShelfPacker(64, 64);
  expect(packer.place(65, 1)).toBeNull();
  expect(packer.place(1, 65)).toBeNull();
  expect(packer.place(64, 64)).toEqual({ x: 0, y: 0 });
  expect(packer.place(1, 1)).toBeNull();
});

test("a cleared page is empty", () => {
  const packer = new ShelfPacker(64, 64);
  packer.place(64, 64);
  packer.clear();
  expect(packer.place(64, 64)).toEqual({ x: 0, y: 0 });
});
