import { describe, expect, test } from "vitest";
import type { Pool, PoolImage } from "../../../src/protocol/messages";
import { byFall, byOutcome, fragility, pairedCopies, tellingOutcome } from "../../../src/sideBySide/copies/pairs";

interface Copy {
  at: number;
  window?: number;
  kept?: boolean;
  left?: number;
}

/** A pool of an input whose side is given, of windows of an eighth of it; copies at rows in eighths. */
function pool(side: number, ...copies: Copy[]): Pool {
  const size = side / 8;
  const images = copies.map(({ at, window = 0, kept = true, left = 0.1 }, index) => ({
    index,
    window,
    kept,
    original_probability: left,
    mask: { kind: "rectangle", top: at * size, left: 0, height: size, width: size },
  }));
  const [photo, input] = [400, side].map((each) => ({ top: 0, left: 0, height: each, width: each }));
  return {
    images: images as unknown as PoolImage[],
    windows: [
      { size, stride: size / 2 },
      { size: 2 * size, stride: size },
    ],
    framing: { fit: "crop", crop_at: 0.5, photo, input },
    examined: { probability: 0.9 },
  } as Pool;
}

const places = (pairs: ReturnType<typeof pairedCopies>) => pairs.map(({ one, two }) => [one.index, two.index]);

describe("copies of two pools", () => {
  test("belong together where masks are at the same place of the photo, whatever the inputs' sizes", () => {
    expect(places(pairedCopies(pool(224, { at: 0 }, { at: 4 }), pool(240, { at: 4 }, { at: 0 })))).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  test("are each in one pair, with the nearest; what is farther than half a stride stays alone", () => {
    const two = pool(240, { at: 0.2 }, { at: 0.1 }, { at: 5.26 });
    expect(places(pairedCopies(pool(224, { at: 0 }, { at: 5 }), two))).toEqual([[0, 1]]);
  });

  test("are of windows of the same place by size", () => {
    expect(places(pairedCopies(pool(224, { at: 0 }), pool(224, { at: 0, window: 1 })))).toEqual([]);
  });

  test("of a photo that fits otherwise are found by the photo", () => {
    const padded = pool(224, { at: 2 });
    const input = { top: 56, left: 0, height: 112, width: 224 };
    const other = {
      ...padded,
      framing: { ...padded.framing, photo: { ...input, top: 0, height: 200, width: 400 }, input },
    };
    // Row 2 of 8 of the padded input is the beginning of the photo; its columns are those of the photo.
    expect(places(pairedCopies(pool(224, { at: 0 }), other))).toEqual([[0, 0]]);
  });
});

describe("pairs", () => {
  const one = pool(
    224,
    { at: 0, kept: false, left: 0.5 },
    { at: 1, kept: false, left: 0.2 },
    { at: 2 },
    { at: 3 },
    { at: 4, kept: false },
  );
  const two = pool(240, { at: 0 }, { at: 1 }, { at: 2, kept: false }, { at: 3 }, { at: 4, kept: false });
  const outcomes = byOutcome(pairedCopies(one, two));

  test("are told apart by whose answer the mask changes", () => {
    expect(places([...outcomes.a])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect([outcomes.b, outcomes.neither, outcomes.both].map((each) => each[0]?.one.index)).toEqual([2, 3, 4]);
  });

  test("stand by the largest fall of the network that changes", () => {
    expect(byFall(outcomes.a, "a", one, two).map((pair) => pair.one.index)).toEqual([1, 0]);
  });

  test("tell how fragile an answer is", () => {
    expect(fragility(one)).toEqual({ changed: 3, smallest: 28 });
    expect(fragility(pool(224, { at: 0 }))).toEqual({ changed: 0, smallest: null });
  });
});

test("the outcome that tells most is that of one network alone, else of both", () => {
  const pair = {} as ReturnType<typeof pairedCopies>[number];
  const outcomes = { a: [], b: [], both: [], neither: [] };
  expect(tellingOutcome(null)).toBe("a");
  expect(tellingOutcome({ ...outcomes, neither: [pair] })).toBe("a");
  expect(tellingOutcome({ ...outcomes, both: [pair] })).toBe("both");
  expect(tellingOutcome({ ...outcomes, both: [pair, pair], b: [pair] })).toBe("b");
  expect(tellingOutcome({ ...outcomes, a: [pair], b: [pair] })).toBe("a");
});
