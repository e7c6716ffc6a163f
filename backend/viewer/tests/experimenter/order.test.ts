import { expect, it } from "vitest";
import { blocksOf, lettersOf } from "../../src/experimenter/order.ts";
import { participant } from "./overview.ts";

it("an order is told in blocks of what stays", () => {
  const { trials } = participant();
  expect(blocksOf(trials)).toEqual({
    by: "image",
    blocks: [
      { head: "cat", parts: ["clustered", "reference"] },
      { head: "dog", parts: ["reference", "clustered"] },
    ],
  });
  const turned = trials.map(({ condition, image }) => ({ condition: image, image: condition }));
  expect(blocksOf(turned).by).toBe("condition");
  expect(blocksOf([])).toEqual({ by: "image", blocks: [] });
});

it("each condition has a letter, whoever meets it first", () => {
  const letters = lettersOf([participant(), participant({ trials: [{ condition: "plain", image: "cat" }] })]);
  expect([...letters]).toEqual([
    ["clustered", "A"],
    ["plain", "B"],
    ["reference", "C"],
  ]);
  const many = Array.from({ length: 28 }, (_, place) => ({ condition: `c${100 + place}`, image: "cat" }));
  expect([...lettersOf([participant({ trials: many })]).values()].slice(25)).toEqual(["Z", "AA", "AB"]);
});
