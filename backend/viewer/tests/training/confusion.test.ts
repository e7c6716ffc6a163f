import { expect, test } from "vitest";
import { confusedPairs, rowShares } from "../../src/training/confusion";

const CONFUSION = [
  [8, 2, 0],
  [0, 0, 0],
  [2, 0, 3],
];

test("shades are shares of a row, and a class without pictures has none", () => {
  expect(rowShares(CONFUSION)).toEqual([
    [0.8, 0.2, 0],
    [0, 0, 0],
    [0.4, 0, 0.6],
  ]);
});

test("pairs are those that are confused most; of as many pictures, the larger share first", () => {
  expect(confusedPairs(CONFUSION)).toEqual([
    { label: 2, answer: 0, pictures: 2, of: 5 },
    { label: 0, answer: 1, pictures: 2, of: 10 },
  ]);
  expect(confusedPairs([[4]])).toEqual([]);
});

test("of a hundred classes some pairs are named", () => {
  const many = Array.from({ length: 100 }, (_, row) =>
    Array.from({ length: 100 }, (_, at) => (row === at ? 50 : row + at)),
  );
  expect(confusedPairs(many)).toHaveLength(15);
});
