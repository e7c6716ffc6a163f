// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";

const bringBack = vi.hoisted(() => vi.fn());
vi.mock("../../src/state/images.ts", async (original) => ({
  ...(await original<typeof import("../../src/state/images")>()),
  bringBack,
}));

import { GoneNote } from "../../src/menu/GoneNote";
import { goneWords } from "../../src/menu/goneWords";
import { dismissGone, goneImages, noteGone } from "../../src/state/goneImages";
import type { StoredImage } from "../../src/state/imageStore";
import { draw, one } from "../ui/render";

const stored = (title: string) => ({ imageId: `id-${title}`, title }) as StoredImage;

afterEach(() => {
  act(dismissGone);
  bringBack.mockReset();
});

test("what made room is named, and can be kept instead", () => {
  const root = draw(<GoneNote />);
  expect(root.querySelector("[role=status]")).toBeNull();
  act(() => noteGone(stored("Beach"), true));
  expect(one(root, "p").textContent).toBe("“Beach” made room: 12 of your pictures are kept.");
  act(() => one(root, ".button").click());
  expect(bringBack).toHaveBeenCalledOnce();
});

test("several that made room are told together, and each that was taken off alone", () => {
  for (const title of ["A", "B", "C", "D"]) noteGone(stored(title), true);
  const now = goneImages.value;
  expect(now && goneWords(now)).toBe("“D”, “C” and 2 more made room: 12 of your pictures are kept.");
  noteGone(stored("E"), false);
  noteGone(stored("F"), false);
  const then = goneImages.value;
  expect(then && goneWords(then)).toBe("“F” is removed from this browser.");
});

test("the note goes when it has been seen", () => {
  const root = draw(<GoneNote />);
  act(() => noteGone(stored("Beach"), false));
  act(() => one<HTMLButtonElement>(root, "[aria-label=Dismiss]").click());
  expect(root.querySelector("[role=status]")).toBeNull();
  expect(bringBack).not.toHaveBeenCalled();
});
