// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchListeners } from "./listeners.ts";

let listeners: { forget(): void };
let coarse: { matches: boolean; change(matches: boolean): void };

beforeEach(() => {
  listeners = watchListeners();
  vi.resetModules();
  let listener: (event: { matches: boolean }) => void = () => {};
  coarse = { matches: false, change: (matches) => listener({ matches }) };
  vi.stubGlobal("matchMedia", (text: string) => ({
    matches: text === "(pointer: coarse)" && coarse.matches,
    addEventListener: (_: string, given: typeof listener) => {
      if (text === "(pointer: coarse)") listener = given;
    },
  }));
});

afterEach(() => {
  listeners.forget();
  vi.unstubAllGlobals();
});

function press(pointerType: string): void {
  document.body.dispatchEvent(new PointerEvent("pointerdown", { pointerType, bubbles: true }));
}

it("is told by the device at first, and by what was used last from then on", async () => {
  coarse.matches = true;
  const { touch } = await import("../../src/state/device.ts");
  expect(touch.value).toBe(true);
  coarse.change(false);
  expect(touch.value).toBe(false);
  press("touch");
  expect(touch.value).toBe(true);
  press("pen");
  expect(touch.value).toBe(false);
});

it.each([
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15", "⌘"],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101", "Ctrl"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Ctrl"],
])("%s pastes with %s", async (userAgent, key) => {
  vi.stubGlobal("navigator", { userAgent });
  expect((await import("../../src/state/device.ts")).commandKey).toBe(key);
});
