import { describe, expect, it } from "vitest";
import sizes from "../../../../../tests/viewer/pool_sizes.json";
import { filledPart } from "../../../src/fit/frame.ts";
import {
  defaultWindows,
  formatWindows,
  MAX_IMAGES,
  parseWindows,
  poolCount,
  selectedPerLabel,
  windowCount,
  windowCounts,
  windowsProblem,
} from "../../../src/pool/settings/windows.ts";
import { poolOf, requestOf } from "../recorded.ts";

const INPUT = { height: 224, width: 224 };

/** The guide's own words: 0, t, 2t, … as long as they end before n − 1, and the last at n − s. */
function starts(edge: number, size: number, stride: number): number[] {
  const found: number[] = [];
  for (let start = 0; start + size - 1 < edge - 1; start += stride) found.push(start);
  return [...found, edge - size];
}

describe("copies of a window", () => {
  it("are those of the guide", () => {
    expect(windowCount(INPUT, { size: 84, stride: 42 })).toBe(25);
    expect(windowCount(INPUT, { size: 56, stride: 28 })).toBe(49);
    expect(poolCount(INPUT, defaultWindows(INPUT))).toBe(299);
    expect(poolCount(INPUT, defaultWindows(INPUT), false, 3)).toBe(3 * 299);
  });

  it("are one for each position, for any window and input", () => {
    for (const sides of [INPUT, { height: 96, width: 130 }, { height: 7, width: 5 }]) {
      for (let size = 1; size <= Math.min(sides.height, sides.width); size += 1 + (size >> 2)) {
        for (let stride = 1; stride <= size; stride += 1 + (stride >> 1)) {
          const positions = starts(sides.height, size, stride).length * starts(sides.width, size, stride).length;
          expect(windowCount(sides, { size, stride })).toBe(positions);
        }
      }
    }
  });

  it("are as many as a recorded pool has", () => {
    const pool = poolOf("1");
    expect(poolCount(INPUT, pool.windows)).toBe(pool.images.length);
  });
});

describe("copies of a padded picture", () => {
  it.each(sizes)("are those of the server: $picture in $input, refined: $refine", (server) => {
    const [[rows, columns], [height, width]] = [server.picture, server.input] as [[number, number], [number, number]];
    const filled = filledPart({ height: rows, width: columns }, { input_height: height, input_width: width });
    expect(filled).toEqual(server.filled);
    const windows = defaultWindows({ height, width });
    expect(windows).toEqual(server.windows);
    expect(windowCounts({ height, width, filled }, windows, server.refine)).toEqual(server.copies);
  });

  it("are counted where a window may be refused", () => {
    const filled = { top: 111, left: 0, height: 2, width: 224 };
    const windows = [{ size: 8, stride: 2 }];
    expect(poolCount(INPUT, windows), "too many to ask for").toBe(0);
    expect(poolCount({ ...INPUT, filled }, windows)).toBe(5 * 109);
  });
});

describe("copies that represent a label", () => {
  it("are as many as asked for, or as a pool has for each", () => {
    expect(selectedPerLabel(299, 25, 4)).toBe(25);
    expect(selectedPerLabel(74, 25, 4)).toBe(18);
    const pool = poolOf("1");
    const { length } = pool.images.filter(({ represents }) => represents === 0);
    const wanted = requestOf("1").per_label ?? Number.NaN;
    expect(selectedPerLabel(pool.images.length, wanted, pool.vertices.length)).toBe(length);
  });
});

describe("default windows", () => {
  it("are three shares of a side, none twice", () => {
    expect(formatWindows(defaultWindows(INPUT))).toBe("84/42,56/28,28/14");
    expect(formatWindows(defaultWindows({ height: 240, width: 300 }))).toBe("101/50,67/33,34/17");
    expect(formatWindows(defaultWindows({ height: 2, width: 2 }))).toBe("1/1");
  });

  it.each([
    [1001, 64, "64/32,43/21,21/10"],
    [16, 512, "16/8,11/5,5/2"],
    [64, 20000, "64/32,43/21"],
    [2, 8192, "2/2"],
  ])("fit into an input of %i × %i and into one pool", (height, width, expected) => {
    const windows = defaultWindows({ height, width });
    expect(formatWindows(windows)).toBe(expected);
    expect(windowsProblem({ height, width }, windows)).toBeNull();
  });
});

describe("what a server would refuse", () => {
  it("of several fills", () => {
    expect(windowsProblem(INPUT, defaultWindows(INPUT), true, 2)).toMatch(/one fill to refine, got 2/);
    const windows = [{ size: 9, stride: 4 }];
    expect(windowsProblem(INPUT, windows)).toBeNull();
    expect(windowsProblem(INPUT, windows, false, 2)).toMatch(
      /got 6050. Choose a larger stride or fewer windows or fills/,
    );
    expect(poolCount(INPUT, windows, false, 2)).toBe(0);
  });

  it.each([
    [[], /at least one/],
    [[{ size: 225, stride: 10 }], /1 to 224 pixels, got 225/],
    [[{ size: 0, stride: 1 }], /got 0/],
    [[{ size: 20, stride: 21 }], /stride of 1 to 20/],
    [[{ size: 20.5, stride: 2 }], /got 20.5/],
    [[{ size: 8, stride: 2 }], new RegExp(`at most ${MAX_IMAGES} masked copies, got 11881`)],
    [Array.from({ length: 9 }, () => ({ size: 224, stride: 224 })), /at most 8 windows/],
  ])("%j", (windows, words) => {
    expect(windowsProblem(INPUT, windows)).toMatch(words);
    expect(poolCount(INPUT, windows)).toBe(0);
  });

  it("is nothing for the largest pool allowed", () => {
    const windows = [{ size: 35, stride: 3 }];
    expect(poolCount(INPUT, windows)).toBe(64 * 64);
    expect(windowsProblem(INPUT, windows)).toBeNull();
  });
});

describe("windows that are refined", () => {
  it("give a quarter of the copies of the smallest, rounded up, and none twice", () => {
    const windows = [
      { size: 56, stride: 14 },
      { size: 84, stride: 42 },
      { size: 56, stride: 28 },
      { size: 56, stride: 14 },
    ];
    expect(poolCount(INPUT, windows)).toBe(25 + 49 + 169);
    expect(poolCount(INPUT, windows, true)).toBe(25 + 49 + 43);
    expect(poolCount(INPUT, defaultWindows(INPUT), true)).toBe(131);
  });

  it("show in each window's own number what it adds, so that these add up to the pool", () => {
    const windows = [
      { size: 28, stride: 14 },
      { size: 84, stride: 42 },
      { size: 56, stride: 28 },
      { size: 84, stride: 42 },
    ];
    expect(windowCounts(INPUT, windows)).toEqual([225, 25, 49, 0]);
    expect(windowCounts(INPUT, windows, true)).toEqual([57, 25, 49, 0]);
    expect(windowCounts(INPUT, [...windows, { size: 300, stride: 1 }], true)).toEqual([57, 25, 49, 0, null]);
    expect(windowCounts(INPUT, windows.slice(0, 1), true), "refused, not refined").toEqual([225]);
    for (const refine of [false, true]) {
      const sum = windowCounts(INPUT, windows, refine).reduce<number>((total, count) => total + (count ?? 0), 0);
      expect(poolCount(INPUT, windows, refine)).toBe(sum);
    }
  });

  it("of one size are told apart by their stride", () => {
    const windows = [
      { size: 56, stride: 28 },
      { size: 56, stride: 14 },
    ];
    expect(windowCounts(INPUT, windows, true)).toEqual([49, 43]);
  });

  it("must be two, and only copies that will be there count against the limit", () => {
    const window = { size: 56, stride: 28 };
    expect(windowsProblem(INPUT, [window, window], true)).toMatch(/two different windows/);
    expect(poolCount(INPUT, [window, window], true)).toBe(0);
    const many = [
      { size: 112, stride: 112 },
      { size: 2, stride: 2 },
    ];
    expect(windowsProblem(INPUT, many)).toMatch(/got 12548/);
    expect(windowsProblem(INPUT, many, true)).toBeNull();
  });
});

describe("windows in the address", () => {
  it("come back as they were", () => {
    const windows = [
      { size: 84, stride: 42 },
      { size: 9, stride: 9 },
    ];
    expect(parseWindows(formatWindows(windows))).toEqual(windows);
  });

  it.each(["", "84", "84/", "/4", "84/42,", "0/1", "8/0", "-8/4", "84/42;3/1", "1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1,1/1"])(
    "%j is not understood",
    (text) => expect(parseWindows(text)).toBeUndefined(),
  );
});
