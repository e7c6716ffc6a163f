import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { commonWord, Draft, listed } from "../../src/merging/draft.ts";
import type { NetworkDescription } from "../../src/protocol/messages.ts";
import { Merging } from "../../src/state/merging.ts";
import type { Subject } from "../../src/state/subject.ts";

const CLASSES = ["tabby", "tiger cat", "lynx", "car", "cab"];

function made() {
  const network = signal({ summary: { network_id: "tiny" }, class_names: CLASSES } as NetworkDescription);
  const merging = new Merging(signal("tiny"), network);
  return { merging, draft: new Draft({ network, merging } as unknown as Subject) };
}

describe("a draft", () => {
  it("is merged when two are picked and it has a name", () => {
    const { draft } = made();
    expect([draft.result.value, draft.problem.value]).toEqual([null, null]);
    draft.pick(1, true);
    expect(draft.problem.value).toContain("another");
    draft.pick(0, true);
    expect(draft.problem.value).toContain("name");
    draft.name.value = " cat ";
    expect(draft.problem.value).toBeNull();
    expect(draft.result.value).toEqual([{ name: "cat", classes: [0, 1] }]);
    draft.name.value = "LYNX";
    expect(draft.problem.value).toContain("Another label");
    draft.pick(1, false);
    expect(draft.result.value).toBeNull();
  });

  it("takes a merged label whole", () => {
    const { merging, draft } = made();
    merging.take([{ name: "cat", classes: [0, 1] }]);
    draft.pick(5, true);
    draft.pick(2, true);
    draft.name.value = "beast";
    expect(draft.result.value).toEqual([{ name: "beast", classes: [0, 1, 2] }]);
    expect([draft.nameOf(5), draft.sizeOf(5), draft.nameOf(2), draft.sizeOf(2)]).toEqual(["cat", 2, "lynx", 1]);
  });

  it("leaves two labels", () => {
    const { draft } = made();
    for (const index of CLASSES.keys()) draft.pick(index, true);
    draft.name.value = "all";
    expect(draft.problem.value).toContain("Two labels");
  });
});

describe("names", () => {
  it.each([
    [["tabby", "tiger cat", "Egyptian cat"], "cat"],
    [["convertible", "sports car"], ""],
    [["tabby", "lynx", "cougar", "tiger cat", "Siamese Cat"], ""],
    [[], ""],
  ])("have a word in common, or none", (names, word) => expect(commonWord(names)).toBe(word));

  it("are listed", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual(["", "a", "a and b", "a, b and c"]);
  });
});
