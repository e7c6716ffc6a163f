import { describe, expect, test } from "vitest";
import { changesOf } from "../../../src/training/blocks/blockChanges";
import { withBlock, withMoved, withoutBlock, withSetting } from "../../../src/training/blocks/blockEdits";
import { choicesOf, KIND_NAMES, KINDS } from "../../../src/training/blocks/blockKinds";
import { Draft } from "../../../src/training/blocks/draft";
import { LIST } from "./lists";

const names = (list = LIST) => list.blocks.map(({ name }) => name);

describe("an edit", () => {
  test("adds a block of any kind at any place, with a name of its own and what suits the place", () => {
    for (const kind of KIND_NAMES) {
      const list = withBlock(LIST, 3, kind);
      expect(list.blocks[3]?.kind).toBe(kind);
      expect(new Set(names(list)).size).toBe(6);
    }
    expect(withBlock(LIST, 3, "convolution").blocks[3]).toMatchObject({ name: "conv1", filters: 16, padding: "same" });
    expect(withBlock(LIST, 0, "convolution").blocks[0]).toMatchObject({ name: "conv1", filters: 32 });
    const twice = withBlock(withBlock(LIST, 5, "dropout"), 0, "dropout");
    expect([names(twice)[0], names(twice)[6]]).toEqual(["dropout2", "dropout1"]);
  });

  test("removes, moves and sets, and leaves the list before as it was", () => {
    const before = structuredClone(LIST);
    expect(names(withoutBlock(LIST, 1))).not.toContain("block1_norm");
    expect(names(withMoved(LIST, 1, 2)).slice(1, 3)).toEqual(["block1_relu", "block1_norm"]);
    expect(withMoved(LIST, 0, -1)).toBe(LIST);
    expect(withMoved(LIST, 4, 5)).toBe(LIST);
    expect(withSetting(LIST, 0, "filters", 24).blocks[0]).toMatchObject({ filters: 24, kernel: 3 });
    const one = { ...LIST, blocks: LIST.blocks.slice(0, 1) };
    expect(withoutBlock(one, 0)).toBe(one);
    expect(LIST).toEqual(before);
  });

  test("is told against the list before: what is new, moved, set otherwise and gone", () => {
    expect(changesOf(LIST, LIST)).toMatchObject({ count: 0, gone: [] });
    const set = withSetting(LIST, 0, "filters", 24);
    const moved = withMoved(withBlock(withoutBlock(set, 1), 1, "dropout"), 2, 3);
    const { byName, gone, count } = changesOf(LIST, moved);
    expect(byName.get("block1_conv")?.was).toEqual(new Map([["filters", 16]]));
    expect(byName.get("dropout1")?.isNew).toBe(true);
    expect(gone.map(({ name }) => name)).toEqual(["block1_norm"]);
    expect([...byName].filter(([, { isMoved }]) => isMoved)).toHaveLength(1);
    expect(count).toBe(4);
  });
});

describe("a draft", () => {
  test("goes back and forth, and from an edit on there is nothing to redo", () => {
    const draft = new Draft(LIST);
    draft.edit(withBlock(LIST, 0, "dropout"));
    draft.edit(withoutBlock(draft.list.value, 1));
    expect(draft.changes.value.count).toBe(2);
    draft.undo();
    draft.undo();
    draft.undo();
    expect(draft.list.value).toBe(LIST);
    draft.redo();
    expect(names(draft.list.value)[0]).toBe("dropout1");
    draft.edit(withBlock(draft.list.value, 0, "dense"));
    draft.redo();
    expect(names(draft.list.value)[0]).toBe("dense1");
    draft.startOver();
    expect(draft.list.value).toBe(LIST);
    draft.undo();
    expect(names(draft.list.value)[0]).toBe("dense1");
  });

  test("takes steps of one setting that follow each other together, and no others", () => {
    const draft = new Draft(LIST);
    for (const filters of [17, 18, 19]) draft.edit(withSetting(draft.list.value, 0, "filters", filters), "filters");
    draft.edit(withSetting(draft.list.value, 0, "kernel", 5), "kernel");
    draft.undo();
    expect(draft.list.value.blocks[0]).toMatchObject({ filters: 19, kernel: 3 });
    draft.undo();
    expect(draft.list.value).toBe(LIST);
  });
});

describe("softmax", () => {
  test("is no choice where it is not there: it follows by itself", () => {
    const [setting] = KINDS.activation.settings;
    if (setting?.type !== "choice") throw new Error("Expected a choice.");
    const values = (of: "relu" | "softmax") =>
      choicesOf({ kind: "activation", name: "a", function: of }, setting).map(({ value }) => value);
    expect(values("relu")).not.toContain("softmax");
    expect(values("softmax")).toContain("softmax");
  });
});
