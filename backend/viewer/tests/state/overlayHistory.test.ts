// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchListeners } from "./listeners.ts";

type Address = typeof import("../../src/state/address.ts");

/** The tab's history with what the page keeps in it. */
let entries: { hash: string; state: unknown }[];
let place: number;
let listeners: { forget(): void };

const TEXT = { parse: (text: string) => text, format: (value: string | null) => value };
const OVERLAY = { ...TEXT, ofOverlay: true };

/** Microtasks, and the browser's own way through the history, which is no part of the page's turn. */
const settled = async () => {
  for (let turn = 0; turn < 4; turn++) await vi.advanceTimersByTimeAsync(1);
};
const rest = () => vi.advanceTimersByTimeAsync(150);
const hashes = () => entries.map(({ hash }) => hash);

beforeEach(() => {
  vi.useFakeTimers();
  listeners = watchListeners();
  const replace = history.replaceState.bind(history);
  vi.spyOn(history, "replaceState").mockImplementation((state, title, url) => {
    replace(state, title, url);
    entries[place] = { hash: location.hash, state };
  });
  vi.spyOn(history, "pushState").mockImplementation((state, title, url) => {
    replace(state, title, url);
    entries = [...entries.slice(0, ++place), { hash: location.hash, state }];
  });
  vi.spyOn(history, "go").mockImplementation((by = 0) => {
    setTimeout(() => travel(by), 0);
  });
  function travel(by: number): void {
    const entry = entries[place + by];
    if (entry === undefined) throw new Error("Expected a step to go to, got none.");
    place += by;
    replace(entry.state, "", `/${entry.hash}`);
    dispatchEvent(new Event("popstate"));
    dispatchEvent(new Event("hashchange"));
  }
});

afterEach(async () => {
  await rest();
  listeners.forget();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The person goes back (-1) or forward (1). */
async function travel(by: number): Promise<void> {
  history.go(by);
  await settled();
}

/**
 * A page with a layer's maps that may be open, a dialog that no address knows, and masks beside them. `before` is the
 * history of a page that is loaded again at its end, when nothing that lies over the view is there yet.
 */
async function opened(hash: string, before: typeof entries | null = null) {
  entries = before ?? [];
  place = Math.max(0, entries.length - 1);
  if (before === null) {
    history.replaceState(null, "", `/${hash}`);
  } else {
    listeners.forget();
    listeners = watchListeners();
  }
  vi.resetModules();
  const address: Address = await import("../../src/state/address.ts");
  const masks = signal<string | null>(null);
  const layer = signal<string | null>(null);
  const dialog = signal(false);
  const image = signal<string | null>(null);
  address.addressParameter("*", "image", image, { ...TEXT, isStep: true });
  address.addressParameter("structure", "masks", masks, TEXT);
  address.addressParameter("structure", "layer", layer, OVERLAY);
  const open = () => Number(layer.value !== null) + Number(dialog.value);
  address.onBackOverOverlays((left) => {
    if (address.overlaysOpen.peek() <= left) return;
    if (open() > left && dialog.value) dialog.value = false;
    if (open() > left) layer.value = null;
    show();
  });
  /** What the page does once it has drawn. */
  function show(): void {
    address.overlaysOpen.value = open();
  }
  if (before === null) show();
  await settled();
  return { ...address, image, masks, layer, dialog, show };
}

describe("an overlay that the address holds", () => {
  it("is closed by going back, opened by going forward, and all else stays as it is", async () => {
    const page = await opened("#/structure?image=cat");
    page.layer.value = "conv1";
    page.show();
    await settled();
    expect(hashes()).toEqual(["#/structure?image=cat", "#/structure?image=cat&layer=conv1"]);
    page.masks.value = "r1,2,3,4";
    await rest();
    await travel(-1);
    expect([page.layer.value, page.masks.value, page.view.value]).toEqual([null, "r1,2,3,4", "structure"]);
    expect(location.hash).toBe("#/structure?image=cat&masks=r1,2,3,4");
    page.masks.value = "r5,6,7,8";
    await rest();
    await travel(1);
    page.show();
    await rest();
    expect([page.layer.value, page.masks.value]).toEqual(["conv1", "r5,6,7,8"]);
    await travel(-1);
    expect(page.layer.value).toBeNull();
    expect(place).toBe(0);
  });

  it("leaves no step behind when it is closed by hand", async () => {
    const page = await opened("#/structure?image=cat");
    page.layer.value = "conv1";
    page.show();
    await settled();
    page.layer.value = null;
    page.show();
    await rest();
    expect([place, location.hash]).toEqual([0, "#/structure?image=cat"]);
    page.go("pool");
    expect(hashes()).toEqual(["#/structure?image=cat", "#/pool?image=cat"]);
    await travel(-1);
    expect([page.view.value, page.layer.value]).toEqual(["structure", null]);
  });

  it("that a link opened is closed by going back, too", async () => {
    const page = await opened("#/structure?image=cat&layer=conv1");
    await settled();
    expect(hashes()).toEqual(["#/structure?image=cat", "#/structure?image=cat&layer=conv1"]);
    await travel(-1);
    expect([page.layer.value, page.view.value]).toEqual([null, "structure"]);
  });

  it("does not come any more where the person went back while its code was on its way", async () => {
    await opened("#/structure?image=cat&layer=conv1");
    const kept = entries;
    const page = await opened("#/structure?image=cat&layer=conv1", kept);
    expect([place, page.layer.value, page.overlaysOpen.value]).toEqual([1, "conv1", 0]);
    await travel(-1);
    page.show();
    await rest();
    expect([page.layer.value, place, location.hash]).toEqual([null, 0, "#/structure?image=cat"]);
  });

  it("is there again when one comes back from another view", async () => {
    const page = await opened("#/structure?image=cat");
    page.layer.value = "conv1";
    page.show();
    await settled();
    page.go("pool");
    page.overlaysOpen.value = 0;
    await settled();
    expect(place).toBe(2);
    await travel(-1);
    page.show();
    await settled();
    expect([page.view.value, page.layer.value, place]).toEqual(["structure", "conv1", 1]);
    await travel(-1);
    expect([page.view.value, page.layer.value, place]).toEqual(["structure", null, 0]);
  });
});

describe("a dialog that the address does not hold", () => {
  it("is closed by going back, before the overlay below it", async () => {
    const page = await opened("#/structure");
    page.layer.value = "conv1";
    page.show();
    await settled();
    page.dialog.value = true;
    page.show();
    await settled();
    expect(place).toBe(2);
    await travel(-1);
    expect([page.dialog.value, page.layer.value]).toEqual([false, "conv1"]);
    await travel(-1);
    expect(page.layer.value).toBeNull();
    expect([place, page.view.value]).toEqual([0, "structure"]);
  });

  it("makes going forward do nothing once it is closed", async () => {
    const page = await opened("#/structure");
    page.dialog.value = true;
    page.show();
    await settled();
    await travel(-1);
    await travel(1);
    expect([place, page.dialog.value]).toEqual([0, false]);
  });

  it("may give way to another in the same moment", async () => {
    const page = await opened("#/structure");
    page.dialog.value = true;
    page.show();
    await settled();
    page.dialog.value = false;
    page.show();
    page.layer.value = "conv1";
    page.show();
    await rest();
    expect([place, entries.length]).toEqual([1, 2]);
    await travel(-1);
    expect(page.layer.value).toBeNull();
  });
});

it("a step that is taken while a closed overlay's entry is left follows the view below it", async () => {
  const page = await opened("#/structure?image=cat");
  page.dialog.value = true;
  page.show();
  await settled();
  page.dialog.value = false;
  page.show();
  await Promise.resolve();
  page.go("pool");
  await rest();
  expect(hashes()).toEqual(["#/structure?image=cat", "#/pool?image=cat"]);
  expect(page.view.value).toBe("pool");
});

it("an address that is edited while an overlay is open is followed", async () => {
  const page = await opened("#/structure?image=cat");
  page.layer.value = "conv1";
  page.show();
  await settled();
  history.pushState(null, "", "/#/structure?image=cat&masks=r9,9,9,9");
  dispatchEvent(new Event("popstate"));
  dispatchEvent(new Event("hashchange"));
  expect([page.layer.value, page.masks.value]).toEqual([null, "r9,9,9,9"]);
});
