// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { overlays, useOverlay } from "../../src/ui/overlays";
import { draw } from "./render";

interface Shown {
  level: "scene" | "sheet" | "top";
  close(): void;
}

function One({ level, close }: Shown) {
  useOverlay(close, level);
  return null;
}

test("what lies below others is below them whenever it comes", () => {
  const [dialog, second, sheet, maps] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  const coming = [
    <One key="dialog" level="top" close={dialog} />,
    <One key="second" level="top" close={second} />,
    <One key="sheet" level="sheet" close={sheet} />,
    <One key="maps" level="scene" close={maps} />,
  ];
  let root: HTMLElement | undefined;
  for (let count = 1; count <= coming.length; count++) root = draw(coming.slice(0, count), root);
  act(() => {
    for (const overlay of overlays.peek()) overlay.close();
  });
  const order = [maps, sheet, dialog, second].map((close) => close.mock.invocationCallOrder[0] ?? 0);
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect(new Set(order).size).toBe(4);
  draw(null, root);
  expect(overlays.peek()).toEqual([]);
});
