import { describe, expect, it } from "vitest";
import type { BoardItem } from "../../src/vr/board/boardItem.ts";
import { GAP, layOut, linesOf, PADDING } from "../../src/vr/board/boardLayout.ts";

/** Every letter is half an em wide. */
const measure = (text: string, size = 1) => 0.5 * size * text.length;
const button = (label: string): BoardItem => ({ kind: "button", label, onPress: () => {} });

describe("a text", () => {
  it("is broken where words end, and a word that is too long within", () => {
    expect(linesOf("one two three", 4, measure)).toEqual(["one two", "three"]);
    expect(linesOf("unbreakable word", 3, measure)).toEqual(["unbrea", "kable", "word"]);
    expect(linesOf("", 3, measure)).toEqual([]);
  });

  it("is not broken within a character that UTF-16 has in two halves", () => {
    const lines = linesOf("𠮷野家の猫𠮷野家の猫", 1.5, measure);
    expect(lines.join("")).toBe("𠮷野家の猫𠮷野家の猫");
    for (const line of lines) expect(line.isWellFormed(), line).toBe(true);
  });

  it("loses no letter, whatever the width", () => {
    const text = "A fairly long sentence, with supercalifragilistic words in it";
    for (const width of [0.4, 1, 2, 5, 9, 40]) {
      expect(linesOf(text, width, measure).join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    }
  });
});

describe("a board", () => {
  it("stacks its items, none over another, all within its padding", () => {
    const items: BoardItem[] = [
      { kind: "title", text: "Title" },
      { kind: "text", text: "words ".repeat(30) },
      { kind: "row", items: [button("a"), button("a longer label that takes lines"), button("c")] },
      { kind: "bar", text: "cat", value: "61%", share: 0.61 },
    ];
    const { placed, height } = layOut(items, 20, measure);
    expect(placed).toHaveLength(6);
    for (const one of placed) {
      expect(one.x).toBeGreaterThanOrEqual(PADDING);
      expect(one.x + one.width).toBeLessThanOrEqual(20 - PADDING + 1e-9);
      expect(one.y + one.height).toBeLessThanOrEqual(height - PADDING + 1e-9);
      for (const other of placed) {
        if (other === one) continue;
        const apart = other.x + other.width <= one.x || one.x + one.width <= other.x;
        expect(apart || other.y + other.height <= one.y || one.y + one.height <= other.y).toBe(true);
      }
    }
    const [, , first, second] = placed;
    expect(second && first && second.x - first.x - first.width).toBeCloseTo(GAP, 12);
  });

  it("without items is a margin", () => {
    expect(layOut([], 20, measure)).toEqual({ placed: [], height: 2 * PADDING });
  });
});
