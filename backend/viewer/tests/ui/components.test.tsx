// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { IconButton } from "../../src/ui/Button";
import { ClassName } from "../../src/ui/ClassName";
import { ErrorNote } from "../../src/ui/ErrorNote";
import { HelpButton } from "../../src/ui/HelpButton";
import { openTopic } from "../../src/ui/help";
import { pixels } from "../../src/ui/MapCanvas";
import { Menu } from "../../src/ui/Menu";
import { Panel } from "../../src/ui/Panel";
import { ProgressBar } from "../../src/ui/Progress";
import { count, duration, percent } from "../../src/ui/words";
import { draw, one, press } from "./render";

afterEach(() => {
  openTopic.value = null;
  vi.useRealTimers();
});

test("a menu opens onto its first item, arrows go around, Escape goes back to the button", () => {
  const onSelect = vi.fn();
  const items = ["PNG", "JSON", "CSV"].map((label) => ({ label, onSelect: () => onSelect(label) }));
  const root = draw(<Menu label="Export" items={items} />);
  const button = one<HTMLButtonElement>(root, "button");
  button.focus();
  act(() => button.click());
  expect(button.getAttribute("aria-expanded")).toBe("true");
  expect(document.activeElement?.textContent).toBe("PNG");
  press("ArrowUp");
  expect(document.activeElement?.textContent).toBe("CSV");
  press("ArrowDown");
  press("ArrowDown");
  expect(document.activeElement?.textContent).toBe("JSON");
  press("Escape");
  expect(root.querySelector("[role=menu]")).toBeNull();
  expect(document.activeElement).toBe(button);
  act(() => button.click());
  act(() => (document.activeElement as HTMLElement).click());
  expect(onSelect.mock.calls).toEqual([["PNG"]]);
  expect(root.querySelector("[role=menu]")).toBeNull();
});

test("an icon button is named and says whether it is pressed", () => {
  const button = one(draw(<IconButton icon="eye" label="Show the field" pressed={true} />), "button");
  expect(button.getAttribute("aria-label")).toBe("Show the field");
  expect(button.getAttribute("aria-pressed")).toBe("true");
  expect(one(button, "svg").getAttribute("aria-hidden")).toBe("true");
});

test("a key that does the same is shown with the name and is no part of it", () => {
  vi.useFakeTimers();
  const root = draw(<IconButton icon="fit" label="Show everything" shortcut="F" />);
  expect(one(root, "button").getAttribute("aria-label")).toBe("Show everything");
  expect(one(root, "button").getAttribute("aria-keyshortcuts")).toBe("F");
  act(() => {
    one(root, ".tooltip-target").dispatchEvent(new PointerEvent("pointerenter", { pointerType: "mouse" }));
    vi.advanceTimersByTime(400);
  });
  expect(one(root, ".tooltip").textContent).toBe("Show everything (F)");
});

test("a finger opens a class's meaning and closes it, and words of a button do not stand in its way", () => {
  const label = { index: 282, name: "tiger cat", meaning: "a cat having a striped coat" };
  const root = draw(
    <>
      <ClassName label={label} />
      <IconButton icon="eye" label="Show the field" />
    </>,
  );
  const tap = (selector: string) => {
    for (const kind of ["pointerdown", "pointerup", "pointerout"]) {
      act(() => {
        one(root, selector).dispatchEvent(new PointerEvent(kind, { pointerType: "touch", bubbles: true }));
      });
    }
    act(() => {
      one(root, selector).parentElement?.dispatchEvent(new PointerEvent("pointerleave", { pointerType: "touch" }));
    });
  };
  tap(".class-name");
  expect(one(root, ".tooltip").textContent).toBe("a cat having a striped coat");
  tap(".class-name");
  expect(root.querySelector(".tooltip")).toBeNull();
  tap(".class-name");
  tap(".icon-button");
  expect(root.querySelector(".tooltip")).toBeNull();
});

test("a class's meaning is read after its name, and shows on hover after a moment", () => {
  vi.useFakeTimers();
  const root = draw(<ClassName label={{ index: 282, name: "tiger cat", meaning: "a cat having a striped coat" }} />);
  const name = one(root, ".class-name");
  expect(name.tabIndex).toBe(0);
  const id = name.getAttribute("aria-describedby");
  expect(one(root, `[id="${id}"]`).textContent).toBe("a cat having a striped coat");
  const target = one(root, ".tooltip-target");
  act(() => {
    target.dispatchEvent(new PointerEvent("pointerenter", { pointerType: "mouse" }));
  });
  expect(root.querySelector(".tooltip")).toBeNull();
  act(() => {
    vi.advanceTimersByTime(500);
  });
  expect(one(root, ".tooltip").textContent).toBe("a cat having a striped coat");
  act(() => {
    target.dispatchEvent(new PointerEvent("pointerleave"));
  });
  expect(root.querySelector(".tooltip")).toBeNull();
});

test("a class without a meaning is plain text", () => {
  const root = draw(<ClassName label={{ index: 3, name: "class 3", meaning: null }} />);
  expect(one(root, ".class-name").hasAttribute("tabindex")).toBe(false);
});

test("an error says message and hint, and offers what can be done", () => {
  const onRetry = vi.fn();
  const root = draw(
    <ErrorNote complaint={{ message: "Expected a cat, got a dog.", hint: "Bring a cat." }} onRetry={onRetry} />,
  );
  expect(one(root, "[role=alert]").textContent).toContain("Expected a cat, got a dog.Bring a cat.");
  one(root, "button").click();
  expect(onRetry).toHaveBeenCalledOnce();
});

test("a panel's help button opens its topic, and folding hides the body", () => {
  const onFold = vi.fn();
  const panel = (folded: boolean) => (
    <Panel title="Boundary" help="boundary" folded={folded} onFold={onFold}>
      <p class="inside">Words</p>
    </Panel>
  );
  const root = draw(panel(false));
  act(() => one(root, ".help-button").click());
  expect(openTopic.value).toBe("boundary");
  const fold = one(root, ".panel-fold");
  expect(fold.getAttribute("aria-expanded")).toBe("true");
  act(() => fold.click());
  expect(onFold.mock.calls).toEqual([[true]]);
  draw(panel(true), root);
  expect(fold.getAttribute("aria-expanded")).toBe("false");
  expect(root.querySelector(".inside")).toBeNull();
});

test("a help button is named by what it explains", () => {
  expect(one(draw(<HelpButton topic="masks" about="Masks" />), "button").getAttribute("aria-label")).toBe(
    "What is “Masks”?",
  );
});

test("progress is said in numbers, or not at all where it is not known", () => {
  const known = one(draw(<ProgressBar label="Pool" value={0.426} secondsLeft={7.2} />), "[role=progressbar]");
  expect(known.getAttribute("aria-valuenow")).toBe("43");
  expect(known.parentElement?.textContent).toContain("8 s left");
  const open = one(draw(<ProgressBar label="Pool" value={null} />), "[role=progressbar]");
  expect(open.hasAttribute("aria-valuenow")).toBe(false);
});

test("a map is drawn through its colours, a picture as it is", () => {
  const lookup = new Uint8Array(1024);
  lookup.set([10, 20, 30, 255], 7 * 4);
  const map = { shape: [1, 2], dtype: "u1" as const, scale: 1, offset: 0, data: new Uint8Array([7, 0]) };
  expect([...pixels(map, lookup)]).toEqual([10, 20, 30, 255, 0, 0, 0, 255]);
  expect([...pixels(map)]).toEqual([7, 7, 7, 255, 0, 0, 0, 255]);
  const picture = { ...map, shape: [1, 1, 3], data: new Uint8Array([1, 2, 3]) };
  expect([...pixels(picture, lookup)]).toEqual([1, 2, 3, 255]);
});

test.each([
  [0.2, "under a second"],
  [7.2, "8 s"],
  [60, "1 min"],
  [124.1, "2 min 5 s"],
])("%d seconds read as %s", (seconds, words) => expect(duration(seconds)).toBe(words));

test.each([
  [0, "0.0%"],
  [0.0004, "<0.1%"],
  [0.4267, "42.7%"],
  [0.99999, ">99.9%"],
  [1, "100.0%"],
])("%d reads as %s", (share, words) => expect(percent(share)).toBe(words));

test("one image, two images", () => {
  expect([count(1, "image"), count(2, "image"), count(1000, "class", "classes")]).toEqual([
    "1 image",
    "2 images",
    "1,000 classes",
  ]);
});
