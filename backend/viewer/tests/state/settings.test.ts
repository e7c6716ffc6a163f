// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { watchListeners } from "./listeners.ts";

let listeners: { forget(): void };
let darkSystem: { matches: boolean; change(matches: boolean): void };

beforeEach(() => {
  listeners = watchListeners();
  localStorage.clear();
  vi.resetModules();
  let listener: (event: { matches: boolean }) => void = () => {};
  darkSystem = { matches: false, change: (matches) => listener({ matches }) };
  vi.stubGlobal("matchMedia", () => ({
    matches: darkSystem.matches,
    addEventListener: (_: string, given: typeof listener) => {
      listener = given;
    },
  }));
});

afterEach(() => {
  listeners.forget();
  vi.unstubAllGlobals();
});

const loaded = () => import("../../src/state/settings.ts");

it("remembers which panels are folded", async () => {
  localStorage.setItem("tetrascope.folded", "legend,no name of ours,filters");
  const { foldedPanels } = await loaded();
  expect(foldedPanels.value).toEqual(["legend", "filters"]);
  foldedPanels.value = ["windows"];
  expect(localStorage.getItem("tetrascope.folded")).toBe("windows");
});

it("follows the system until the person chooses", async () => {
  darkSystem.matches = true;
  const { theme, darkNow } = await loaded();
  expect([theme.value, darkNow.value]).toEqual(["system", true]);
  darkSystem.change(false);
  expect(darkNow.value).toBe(false);
  theme.value = "dark";
  expect(darkNow.value).toBe(true);
  darkSystem.change(true);
  theme.value = "light";
  expect(darkNow.value).toBe(false);
});

it("keeps what was chosen over a reload", async () => {
  const first = await loaded();
  expect(first.toursSeen.value).toEqual([]);
  first.theme.value = "dark";
  first.toursSeen.value = ["menu", "pool"];
  vi.resetModules();
  const again = await loaded();
  expect([again.theme.value, again.toursSeen.value]).toEqual(["dark", ["menu", "pool"]]);
});

it("knows that a tour of the menu was taken when scenes had none to offer", async () => {
  localStorage.setItem("tetrascope.tourSeen", "yes");
  expect((await loaded()).toursSeen.value).toEqual(["menu"]);
});

it("follows another tab", async () => {
  const { theme } = await loaded();
  dispatchEvent(new StorageEvent("storage", { key: "tetrascope.theme", newValue: "dark" }));
  expect(theme.value).toBe("dark");
});

it("is tolerant of nonsense and of a browser without storage", async () => {
  localStorage.setItem("tetrascope.theme", "purple");
  expect((await loaded()).theme.value).toBe("system");
  vi.resetModules();
  vi.stubGlobal("localStorage", undefined);
  const { theme } = await loaded();
  theme.value = "dark";
  expect(theme.value).toBe("dark");
});
