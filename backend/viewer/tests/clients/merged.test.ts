import { test } from "vitest";
import {
  classesOf,
  labelOfClass,
  labelsThatFit,
  labelsToText,
  nameProblem,
  textToLabels,
} from "../../src/state/mergedLabels.ts";
import { expectShared } from "./shared.ts";

const NAMES = ["tabby", "tiger cat", "lynx", "car", "cab", "bus"];
const CAT = { name: "cat", classes: [0, 1] };
const CARS = { name: "vehicle", classes: [5, 3, 4] };
const ODD = { name: "a:b/c, d% (ü) 100'! 🐈", classes: [2, 5] };
const TEXTS = [
  "",
  "cat",
  "cat:",
  "cat:1,",
  "cat:a",
  "cat:1-",
  "cat:1:2",
  "cat:0-600",
  "cat:1-3,7",
  `${"a:1,2/".repeat(33)}a:1,2`,
];
const CHOICES = [
  [CAT, CARS],
  [CAT, { name: "CAT", classes: [3, 4] }, { name: "x", classes: [1, 5] }, CARS],
  [
    { name: "cat", classes: [0, 6] },
    { name: "one", classes: [2] },
    { name: "twice", classes: [3, 3] },
  ],
  [{ name: "Lynx", classes: [0, 1] }],
  [{ name: "tabby", classes: [0, 1] }],
  [{ name: " cat", classes: [0, 1] }],
  [{ name: "", classes: [0, 1] }],
  [{ name: "a\u0007b", classes: [0, 1] }],
  [{ name: "a\u00a0b", classes: [0, 1] }],
  [{ name: "a\u200bb", classes: [0, 1] }],
  [{ name: "🐈 cat", classes: [0, 1] }],
  [{ name: "x".repeat(60), classes: [0, 1] }],
  [{ name: "x".repeat(61), classes: [0, 1] }],
  [{ name: "all", classes: [0, 1, 2, 3, 4, 5] }],
  [
    { name: "bus", classes: [0, 1] },
    { name: "tabby", classes: [3, 4] },
  ],
];

/** What a person types as the name of the first or the second of two labels. */
const TYPED: [string, number][] = [
  ["cat", 0],
  ["cat", 1],
  ["CAT", 1],
  ["Lynx", 0],
  ["tabby", 0],
  ["", 0],
  ["  ", 0],
  [" cat", 0],
  ["x".repeat(60), 1],
  ["x".repeat(61), 1],
  ["a\u0007b", 0],
  ["a\u00a0b", 0],
  ["pets & co. 🐈", 0],
];

test("merged labels", async () => {
  await expectShared("merged", {
    names: NAMES,
    written: [[CAT], [CAT, CARS], [ODD], [{ name: "dog", classes: [151, 152, 153, 157, 158] }]].map((labels) => [
      labels,
      labelsToText(labels),
    ]),
    read: TEXTS.map((text) => [text, textToLabels(text) ?? null]),
    fitting: CHOICES.map((labels) => [labels, labelsThatFit(labels, NAMES).map(({ name }) => name)]),
    problems: TYPED.map(([name, place]) => [name, place, nameProblem(name, [CAT, CARS], NAMES, place)]),
    labels: NAMES.map((_name, index) => [index, labelOfClass(index, [CAT, CARS], NAMES.length)]),
    classes: [0, 2, 6, 7].map((index) => [index, ...classesOf(index, [CAT, CARS], NAMES.length)]),
  });
});
