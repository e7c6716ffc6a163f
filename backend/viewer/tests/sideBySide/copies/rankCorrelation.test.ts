import { expect, test } from "vitest";
import { rankCorrelation } from "../../../src/sideBySide/copies/rankCorrelation";

test("is 1 for the same order, −1 for the reverse, whatever the values", () => {
  expect(rankCorrelation([1, 2, 30, 400], [-5, 0, 0.1, 7])).toBeCloseTo(1, 12);
  expect(rankCorrelation([1, 2, 30, 400], [4, 3, 2, 1])).toBeCloseTo(-1, 12);
});

test("of equal values takes the mean of their ranks", () => {
  // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5 / √(4.5 · 5).
  expect(rankCorrelation([0, 1, 1, 2], [0, 1, 2, 3])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
});

test("is not defined where all values of one are the same", () => {
  expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNull();
});
