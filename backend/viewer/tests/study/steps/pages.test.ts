import { describe, expect, it } from "vitest";
import { pagesOf } from "../../../src/study/steps/pages.ts";

const SENTENCE = "Which parts of the image matter?";

describe("pages of a text", () => {
  it("are one where it is short, with its paragraphs", () => {
    expect(pagesOf("One\nline.\n\n Another. \n", 100)).toEqual([["One line.", "Another."]]);
    expect(pagesOf("", 100)).toEqual([[]]);
  });

  it("end with a paragraph, a sentence or a word, and lose nothing", () => {
    const text = `${"word ".repeat(30)}\n\n${`${SENTENCE} `.repeat(12)}\n\n${"x".repeat(250)}`;
    const pages = pagesOf(text, 100);
    for (const page of pages) expect(page.join("").length).toBeLessThanOrEqual(100);
    const kept = pages.flat().join("").replaceAll(" ", "");
    expect(kept).toBe(text.replace(/\s/g, ""));
    const asked = pages.filter((page) => page.some((paragraph) => paragraph.startsWith("Which")));
    expect(asked.every((page) => page.at(-1)?.endsWith("?"))).toBe(true);
  });
});
