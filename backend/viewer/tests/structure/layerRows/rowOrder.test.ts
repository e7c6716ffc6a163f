import { describe, expect, it } from "vitest";
import { fallWords } from "../../../src/structure/layerRows/fallWords";
import { byFall, fallOf } from "../../../src/structure/layerRows/rowOrder";
import { predictionsOf } from "../samples";

const ORIGINAL = predictionsOf([7, 0.9], [1, 0.05]).classes;

describe("what has become of the original's answer", () => {
  it("is its probability before and now, also where another class is first", () => {
    const fall = fallOf(ORIGINAL, predictionsOf([1, 0.6], [7, 0.25]).classes);
    expect(fall).toMatchObject({ label: { index: 7 }, before: 0.9, now: 0.25, atMost: false });
    expect(fall && fallWords(fall, false)).toBe("class 7 25.0%, −65.0 points");
    expect(fall && fallWords(fall, true)).toBe("−65.0 points");
  });

  it("is at most the last one's where it is among them no more, and says so", () => {
    const fall = fallOf(ORIGINAL, predictionsOf([1, 0.6], [2, 0.1]).classes);
    expect(fall).toMatchObject({ now: 0.1, atMost: true });
    expect(fall && fallWords(fall, false)).toBe("class 7 ≤10.0%, from 90.0%");
  });

  it("is not known before both answers are here", () => {
    expect(fallOf(undefined, ORIGINAL)).toBeNull();
    expect(fallOf(ORIGINAL, undefined)).toBeNull();
  });
});

it("orders rows by the fall, and leaves those without an answer behind, as they were made", () => {
  const now: Record<string, number | undefined> = { a: 0.8, c: 0.1, e: 0.5 };
  const fall = (row: string) => {
    const probability = now[row];
    return probability === undefined ? null : fallOf(ORIGINAL, predictionsOf([7, probability]).classes);
  };
  expect(byFall(["a", "b", "c", "d", "e"], fall)).toEqual(["c", "e", "a", "b", "d"]);
});
