// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { expect, it } from "vitest";
import { choose, tellSetting } from "../../src/state/choose.ts";
import { heard } from "./heard.ts";

it("sets what is chosen and tells it, in words of its own where it has some, and only where it changes", () => {
  const all = heard();
  const tool = signal("rectangle");
  const windows = signal<number[] | null>(null);
  choose("tool", tool, "brush");
  choose("tool", tool, "brush");
  choose("windows", windows, [84], "84/42");
  tellSetting("brush_size", 12);
  expect([tool.value, windows.value]).toEqual(["brush", [84]]);
  expect(all).toEqual([
    ["setting_changed", { setting: "tool", value: "brush" }],
    ["setting_changed", { setting: "windows", value: "84/42" }],
    ["setting_changed", { setting: "brush_size", value: "12" }],
  ]);
});
