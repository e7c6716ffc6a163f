import { describe, expect, it } from "vitest";
import {
  classesOf,
  labelOfClass,
  labelsThatFit,
  labelsToText,
  merged,
  nameProblem,
  textToLabels,
} from "../../src/state/mergedLabels.ts";

const NAMES = ["tabby", "tiger cat", "lynx", "car", "cab", "bus"];
const CAT = { name: "cat", classes: [0, 1] };
const CARS = { name: "vehicle", classes: [3, 4, 5] };

describe("merged labels in an address", () => {
  it.each([
    [[CAT], "cat:0,1"],
    [[CAT, CARS], "cat:0,1/vehicle:3-5"],
    [[{ name: "a:b/c, d%", classes: [7, 5] }], "a%3Ab%2Fc%2C%20d%25:5,7"],
    [[{ name: "Hund und Katze ü", classes: [1, 2, 3, 9] }], "Hund%20und%20Katze%20%C3%BC:1-3,9"],
  ])("are read as they were written", (labels, text) => {
    expect(labelsToText(labels)).toBe(text);
    expect(labelsToText(textToLabels(text) ?? [])).toBe(text);
  });

  it.each(["", "cat", "cat:", "cat:1,", "cat:a", "cat:1-", "cat:1:2", "cat:0-600", `${"a:1,2/".repeat(32)}a:1,2`])(
    "that cannot be read are none: %s",
    (text) => expect(textToLabels(text)).toBeUndefined(),
  );
});

describe("merged labels of a network", () => {
  it("are left as they are where they fit", () => {
    expect(labelsThatFit([CAT, CARS], NAMES)).toEqual([CAT, CARS]);
  });

  it.each([
    ["a class that is not there", [{ name: "cat", classes: [0, 6] }]],
    ["a class twice", [{ name: "cat", classes: [0, 0] }]],
    ["one class", [{ name: "cat", classes: [0] }]],
    ["no name", [{ name: " ", classes: [0, 1] }]],
    ["the name of a class that is left", [{ name: "Lynx", classes: [0, 1] }]],
    ["a control character", [{ name: "a\nb", classes: [0, 1] }]],
    ["a space that is none", [{ name: "a\u00a0b", classes: [0, 1] }]],
    ["all classes", [{ name: "all", classes: [0, 1, 2, 3, 4, 5] }]],
  ])("are left out with %s", (_what, labels) => {
    expect(labelsThatFit(labels, NAMES)).toEqual([]);
  });

  it("are left out alone: the first has the name, and its classes", () => {
    const others = [
      { name: "CAT", classes: [3, 4] },
      { name: "x", classes: [1, 5] },
    ];
    expect(labelsThatFit([CAT, ...others, CARS], NAMES)).toEqual([CAT, CARS]);
  });

  it("give back the names of classes with the label that goes", () => {
    // "tabby" is a class's name again, because the label that had the class is called as another class is.
    const labels = [
      { name: "bus", classes: [0, 1] },
      { name: "tabby", classes: [3, 4] },
    ];
    expect(labelsThatFit(labels, NAMES)).toEqual([]);
  });

  it("may have the name of a class of theirs", () => {
    expect(nameProblem("tabby", [{ name: "tabby", classes: [0, 1] }], NAMES, 0)).toBeNull();
  });
});

describe("a label", () => {
  it("is found by its class, and its classes by it", () => {
    expect([0, 1, 2, 5].map((index) => labelOfClass(index, [CAT, CARS], 6))).toEqual([6, 6, 2, 7]);
    expect([2, 6, 7].map((index) => classesOf(index, [CAT, CARS], 6))).toEqual([[2], [0, 1], [3, 4, 5]]);
  });

  it("that is merged gives its classes to the one it is merged into", () => {
    expect(merged("beasts", [2, 6], [CAT, CARS], 6)).toEqual([CARS, { name: "beasts", classes: [0, 1, 2] }]);
  });
});
