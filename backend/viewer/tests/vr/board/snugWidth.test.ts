import { expect, it } from "vitest";
import { layOut, PADDING, snugWidth, TITLE } from "../../../src/vr/board/boardLayout.ts";

/** Letters that are half an em wide. */
const measure = (text: string, size: number) => 0.5 * size * text.length;

it("makes a board as wide as its longest line, and breaks none of them anew", () => {
  const items = [
    { kind: "title", text: "tabby" },
    { kind: "text", text: "mean 12.3% · answer" },
  ] as const;
  const wide = layOut(items, 40, measure);
  const width = snugWidth(wide.placed, measure);
  expect(width).toBeCloseTo(0.5 * 19 + 2 * PADDING, 1);
  const snug = layOut(items, width, measure);
  expect(snug.placed.map(({ lines }) => lines)).toEqual([["tabby"], ["mean 12.3% · answer"]]);
  expect(snug.height).toBe(wide.height);
});

it("counts a title by its own size", () => {
  const { placed } = layOut([{ kind: "title", text: "golden retriever" }], 40, measure);
  expect(snugWidth(placed, measure)).toBeCloseTo(0.5 * 16 * TITLE + 2 * PADDING, 1);
});
