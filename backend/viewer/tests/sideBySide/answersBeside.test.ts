import { describe, expect, test } from "vitest";
import type { Predictions } from "../../src/protocol/messages";
import { classesBeside, isSameLabel, labelSets, sharedClasses } from "../../src/sideBySide/answersBeside";

function predictions(...scores: [index: number, name: string, probability: number][]): Predictions {
  const classes = scores.map(([index, name, probability]) => ({ label: { index, name, meaning: "" }, probability }));
  return { classes, masks: [] } as unknown as Predictions;
}

const SAME = { same: true, shared: 4 };
const OTHER = { same: false, shared: 2 };
const names = (...all: string[]) => new Set(all);

describe("labels of two networks", () => {
  test("are the same class by class, or share some names", () => {
    expect(labelSets(["a", "b"], ["a", "b"])).toEqual({ same: true, shared: 2 });
    expect(labelSets(["a", "b", "b"], ["b", "a", "c"])).toEqual({ same: false, shared: 2 });
  });

  test("are one by their index where lists are the same: names may be there twice", () => {
    const [bird, machine] = [
      { index: 134, name: "crane", meaning: "" },
      { index: 517, name: "crane", meaning: "" },
    ];
    expect(isSameLabel(bird, machine, SAME)).toBe(false);
    expect(isSameLabel(bird, machine, OTHER)).toBe(true);
  });
});

describe("classes beside each other", () => {
  const one = predictions([0, "cat", 0.6], [1, "dog", 0.3], [2, "fox", 0.1]);
  const two = predictions([1, "dog", 0.7], [3, "hen", 0.2], [0, "cat", 0.05]);

  test("are each once, by the larger of both probabilities, with what each network says", () => {
    expect(classesBeside(one, two, SAME, [names(), names()])).toMatchObject([
      { label: { name: "dog" }, one: { probability: 0.3, rank: 2 }, two: { probability: 0.7, rank: 1 } },
      { label: { name: "cat" }, one: { probability: 0.6, rank: 1 }, two: { probability: 0.05, rank: 3 } },
      { label: { name: "hen" }, one: { probability: 0.1, rank: null }, two: { probability: 0.2, rank: 2 } },
      { label: { name: "fox" }, one: { probability: 0.1, rank: 3 }, two: { probability: 0.05, rank: null } },
    ]);
    expect(sharedClasses(one, two, SAME)).toBe(2);
  });

  test("are matched by name where labels differ; a name that a network has not is nothing of it", () => {
    const named = predictions([7, "cat", 0.5], [8, "pig", 0.5]);
    const found = classesBeside(one, named, OTHER, [names("cat", "dog", "fox"), names("cat", "pig", "dog")]);
    const by = new Map(found.map((row) => [row.label.name, row]));
    expect(by.get("cat")).toMatchObject({ one: { probability: 0.6 }, two: { probability: 0.5 } });
    expect(by.get("pig")).toMatchObject({ one: null, two: { rank: 2 } });
    expect(by.get("dog")).toMatchObject({ one: { rank: 2 }, two: { probability: 0.5, rank: null } });
    expect(by.get("fox")?.two).toBeNull();
  });

  test("are the five most probable of each", () => {
    const scores = Array.from({ length: 10 }, (_, place): [number, string, number] => [
      place,
      `c${place}`,
      0.2 - place / 100,
    ]);
    const ten = predictions(...scores);
    expect(classesBeside(ten, ten, SAME, [names(), names()]).map(({ key }) => key)).toEqual(["0", "1", "2", "3", "4"]);
  });
});
