import { expect, test } from "vitest";
import { keyCommand } from "../../../src/structure/scene/keys.ts";

function key(name: string, more: Partial<KeyboardEvent> = {}) {
  return keyCommand({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  } as KeyboardEvent);
}

test("arrows go from panel to panel, with shift from pixel to pixel", () => {
  expect(key("ArrowRight")).toEqual({ do: "panel", columns: 1, rows: 0 });
  expect(key("ArrowUp", { shiftKey: true })).toEqual({ do: "pixel", columns: 0, rows: -1 });
});

test("the rest", () => {
  expect(key("0")).toEqual({ do: "home" });
  expect(key("f")).toEqual({ do: "fit" });
  expect(key("Enter")).toEqual({ do: "open" });
  expect(key("Escape")).toEqual({ do: "leave" });
  const [nearer, farther] = [key("+"), key("-")];
  expect(nearer?.do === "zoom" && farther?.do === "zoom" && nearer.factor * farther.factor).toBeCloseTo(1, 12);
});

test("keys of the browser and of the page are left alone", () => {
  expect(key("f", { ctrlKey: true })).toBeNull();
  expect(key("+", { metaKey: true })).toBeNull();
  expect(key("Tab")).toBeNull();
  expect(key("a")).toBeNull();
});
