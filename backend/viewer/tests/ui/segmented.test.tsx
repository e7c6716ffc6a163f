// @vitest-environment happy-dom
import { expect, test, vi } from "vitest";
import { Segmented } from "../../src/ui/Segmented";
import { draw, press } from "./render";

const OPTIONS = [
  { value: "black", label: "Black" },
  { value: "mean", label: "Mean" },
  { value: "blur", label: "Blur", disabled: true },
  { value: "noise", label: "Noise" },
] as const;
type Fill = (typeof OPTIONS)[number]["value"];

function drawFill(value: Fill | null) {
  const onChange = vi.fn<(value: Fill) => void>();
  const root = draw(<Segmented<Fill> label="Fill" options={OPTIONS} value={value} onChange={onChange} />);
  const radios = [...root.querySelectorAll<HTMLElement>("[role=radio]")];
  return { onChange, radios };
}

test("one option is in the order of the Tab key: the chosen one, or the first", () => {
  expect(drawFill("mean").radios.map((radio) => radio.tabIndex)).toEqual([-1, 0, -1, -1]);
  expect(drawFill(null).radios.map((radio) => radio.tabIndex)).toEqual([0, -1, -1, -1]);
});

test("says which is chosen", () => {
  const { radios } = drawFill("mean");
  expect(radios.map((radio) => radio.getAttribute("aria-checked"))).toEqual(["false", "true", "false", "false"]);
});

test.each([
  ["ArrowRight", "mean", "noise"],
  ["ArrowDown", "noise", "black"],
  ["ArrowLeft", "black", "noise"],
  ["ArrowUp", "noise", "mean"],
  ["Home", "noise", "black"],
  ["End", "black", "noise"],
] as const)("%s goes from %s to %s, past what is disabled", (key, from, to) => {
  const { onChange, radios } = drawFill(from);
  radios.find((radio) => radio.dataset.value === from)?.focus();
  expect(press(key).defaultPrevented).toBe(true);
  expect(onChange.mock.calls).toEqual([[to]]);
  expect((document.activeElement as HTMLElement).dataset.value).toBe(to);
});

test("other keys are left to the page", () => {
  const { onChange, radios } = drawFill("mean");
  radios[1]?.focus();
  expect(press("a").defaultPrevented).toBe(false);
  expect(onChange).not.toHaveBeenCalled();
});

test("a press chooses; a press on what is chosen does nothing", () => {
  const { onChange, radios } = drawFill("mean");
  radios[1]?.click();
  expect(onChange).not.toHaveBeenCalled();
  radios[3]?.click();
  expect(onChange.mock.calls).toEqual([["noise"]]);
});
