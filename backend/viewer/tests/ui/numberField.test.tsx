// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { NumberField } from "../../src/ui/NumberField";
import { draw, one, press } from "./render";

function drawField(props: { value: number; min?: number; max?: number; step?: number }) {
  const onChange = vi.fn<(value: number) => void>();
  const root = draw(<NumberField label="Stride" min={1} max={84} {...props} onChange={onChange} />);
  const input = one<HTMLInputElement>(root, "input");
  const type = (text: string) => {
    input.focus();
    input.value = text;
    act(() => {
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  return { onChange, input, type, root };
}

test.each([
  ["12", 12],
  ["0", 1],
  ["-7", 1],
  ["1000", 84],
  ["2.6", 3],
  ["1e9", 84],
])("%s is taken as %d on Enter", (text, taken) => {
  const { onChange, input, type } = drawField({ value: 42 });
  type(text);
  expect(onChange).not.toHaveBeenCalled();
  press("Enter");
  expect(onChange.mock.calls).toEqual([[taken]]);
  expect(input.value).toBe(String(taken));
});

test.each(["", "  ", "many", "NaN", "Infinity"])("“%s” is no number, and the field goes back", (text) => {
  const { onChange, input, type } = drawField({ value: 42 });
  type(text);
  act(() => input.blur());
  expect(onChange).not.toHaveBeenCalled();
  expect(input.value).toBe("42");
});

test("a comma is a decimal point, and steps leave no stray digits", () => {
  const { onChange, type } = drawField({ value: 0.1, min: 0, max: 1, step: 0.1 });
  type("0,3");
  press("Enter");
  expect(onChange.mock.calls).toEqual([[0.3]]);
});

test("the last step that fits is the highest value", () => {
  const { onChange, type } = drawField({ value: 1, min: 1, max: 10, step: 4 });
  type("10");
  press("Enter");
  expect(onChange.mock.calls).toEqual([[9]]);
});

test("arrow keys step, and stop at the bounds", () => {
  const up = drawField({ value: 83 });
  up.input.focus();
  press("ArrowUp");
  expect(up.onChange.mock.calls).toEqual([[84]]);
  const top = drawField({ value: 84 });
  top.input.focus();
  press("ArrowUp");
  press("PageUp");
  expect(top.onChange).not.toHaveBeenCalled();
  expect(one(top.root, "[aria-label='More: Stride']").hasAttribute("disabled")).toBe(true);
});

test("Escape gives back what was there", () => {
  const { onChange, input, type } = drawField({ value: 42 });
  type("7");
  press("Escape");
  act(() => input.blur());
  expect(input.value).toBe("42");
  expect(onChange).not.toHaveBeenCalled();
});

test("says its bounds to screen readers", () => {
  const { input } = drawField({ value: 42 });
  expect(["valuenow", "valuemin", "valuemax"].map((name) => input.getAttribute(`aria-${name}`))).toEqual([
    "42",
    "1",
    "84",
  ]);
  expect(input.labels?.[0]?.textContent).toBe("Stride");
});

test("a value too large, as an address may bring, is invalid, and its digits have the room of the More button", () => {
  const { input, root } = drawField({ value: 99999 });
  expect(input.value).toBe("99999");
  expect(input.getAttribute("aria-invalid")).toBe("true");
  expect([...root.querySelectorAll("button")].map((button) => button.getAttribute("aria-label"))).toEqual([
    "Less: Stride",
  ]);
});
