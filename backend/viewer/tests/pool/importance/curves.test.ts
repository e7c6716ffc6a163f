import { expect, it } from "vitest";
import { curvesInWords, curvesOf, pathOf, topOf } from "../../../src/pool/importance/curves.ts";
import type { ImportanceCurves } from "../../../src/protocol/messages.ts";

const FOUND: ImportanceCurves = {
  examined: { label: { index: 285, name: "Egyptian cat", meaning: null }, probability: 0.5 },
  shares: [0, 0.5, 1],
  deletion: [0.5, 0.1, 0],
  insertion: [0, 0.4, 0.5],
  random_deletion: [0.5, 0.62, 0],
  random_insertion: [0, 0.1, 0.5],
  deletion_area: 0.175,
  insertion_area: 0.325,
  random_deletion_area: 0.375,
  random_insertion_area: 0.175,
  fills: [],
  explanation: "So.",
};

it("puts the curves that matter over those of a map that knows nothing", () => {
  expect(curvesOf(FOUND).map(({ random }) => random)).toEqual([true, true, false, false]);
});

it("ends its scale at the next tenth", () => {
  expect(topOf(FOUND)).toBe(0.7);
  expect(topOf({ ...FOUND, random_deletion: [0.001], deletion: [0], insertion: [0], random_insertion: [0] })).toBe(0.1);
  expect(topOf({ ...FOUND, deletion: [0.99] })).toBe(1);
});

it("draws a path from the left, the top being the scale's end", () => {
  expect(pathOf([0, 0.5, 1], [0.5, 0.25, 0], { width: 100, height: 40, top: 0.5 })).toBe(
    "M0.0 0.0L50.0 20.0L100.0 40.0",
  );
});

it("says in words what is drawn", () => {
  expect(curvesInWords(FOUND)).toContain("17.5%; of a map that knows nothing 37.5%");
});
