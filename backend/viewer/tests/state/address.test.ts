// @vitest-environment happy-dom
import { batch, signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchListeners } from "./listeners.ts";

type Address = typeof import("../../src/state/address.ts");

/** The tab's history, as far as the address uses it. */
let entries: string[];
let place: number;
let listeners: { forget(): void };

const TEXT = { parse: (text: string) => text, format: (value: string | null) => value };
const NUMBER = {
  parse: (text: string) => (/^\d+$/.test(text) ? Number(text) : undefined),
  format: (value: number) => (value === 3 ? null : String(value)),
};

const rest = () => vi.advanceTimersByTime(150);

beforeEach(() => {
  vi.useFakeTimers();
  listeners = watchListeners();
  entries = [];
  const replace = history.replaceState.bind(history);
  vi.spyOn(history, "replaceState").mockImplementation((state, title, url) => {
    replace(state, title, url);
    entries[place] = location.hash;
  });
  vi.spyOn(history, "pushState").mockImplementation((state, title, url) => {
    replace(state, title, url);
    entries = [...entries.slice(0, ++place), location.hash];
  });
});

afterEach(() => {
  rest();
  listeners.forget();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A page that is loaded at an address. */
async function opened(hash: string): Promise<Address> {
  entries = [];
  place = 0;
  history.replaceState(null, "", `/${hash}`);
  vi.resetModules();
  return import("../../src/state/address.ts");
}

/** The person goes back (-1) or forward (1). */
function travel(by: number): void {
  place += by;
  const hash = entries[place];
  if (hash === undefined) throw new Error("Expected a step to go to, got none.");
  history.replaceState(null, "", `/${hash}`);
  dispatchEvent(new Event("popstate"));
  dispatchEvent(new Event("hashchange"));
}

describe("reading", () => {
  it("takes the view and the values from the address", async () => {
    const { addressParameter, view } = await opened("#/structure?image=cat&k=5");
    const image = signal<string | null>(null);
    const k = signal(3);
    addressParameter("*", "image", image, TEXT);
    addressParameter("structure", "k", k, NUMBER);
    expect([view.value, image.value, k.value]).toEqual(["structure", "cat", 5]);
  });

  it("ignores what cannot be read, and what throws", async () => {
    const { addressParameter } = await opened("#/structure?k=many&masks=x");
    const k = signal(3);
    const masks = signal<string | null>("none");
    addressParameter("structure", "k", k, NUMBER);
    addressParameter("structure", "masks", masks, {
      parse: () => {
        throw new RangeError("x");
      },
      format: (value) => value,
    });
    expect([k.value, masks.value]).toEqual([3, "none"]);
    rest();
    expect(location.hash).toBe("#/structure?masks=none");
  });

  it("keeps values of a view until that view is loaded", async () => {
    const { addressParameter, go } = await opened("#/structure?k=5&image=cat");
    addressParameter("*", "image", signal<string | null>(null), TEXT);
    rest();
    expect(location.hash).toBe("#/structure?image=cat&k=5");
    go("menu");
    expect(location.hash).toBe("#/menu?image=cat");
    go("structure");
    expect(location.hash).toBe("#/structure?image=cat&k=5");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    expect(k.value).toBe(5);
  });

  it("gives a view only its own values", async () => {
    const { addressParameter } = await opened("#/pool?fill=mean");
    const ofStructure = signal<string | null>("black");
    const ofPool = signal<string | null>("black");
    addressParameter("structure", "fill", ofStructure, TEXT);
    addressParameter("pool", "fill", ofPool, TEXT);
    expect([ofStructure.value, ofPool.value]).toEqual(["black", "mean"]);
  });
});

describe("writing", () => {
  it("writes what changes after a rest at once, for a reload comes when it likes", async () => {
    const { addressParameter } = await opened("#/structure");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    rest();
    k.value = 4;
    vi.advanceTimersByTime(0);
    expect(location.hash).toBe("#/structure?k=4");
  });

  it("writes what goes on changing once it is at rest", async () => {
    const { addressParameter } = await opened("#/structure");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    rest();
    const writes = vi.mocked(history.replaceState).mock.calls.length;
    for (const value of [4, 5, 6]) {
      k.value = value;
      vi.advanceTimersByTime(100);
    }
    expect(location.hash).toBe("#/structure?k=4");
    vi.advanceTimersByTime(50);
    expect(location.hash).toBe("#/structure?k=6");
    expect(vi.mocked(history.replaceState).mock.calls.length).toBe(writes + 2);
    expect(entries).toEqual(["#/structure?k=6"]);
  });

  it("leaves out what is as at the beginning", async () => {
    const { addressParameter } = await opened("#/structure?k=6");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    k.value = 3;
    rest();
    expect(location.hash).toBe("#/structure");
  });

  it("makes a step of a change of view, image or network", async () => {
    const { addressParameter, go } = await opened("#/menu?image=cat");
    const image = signal<string | null>(null);
    addressParameter("*", "image", image, { ...TEXT, isStep: true });
    go("structure");
    image.value = "dog";
    expect(entries).toEqual(["#/menu?image=cat", "#/structure?image=cat", "#/structure?image=dog"]);
    batch(() => {
      image.value = "cat";
      go("pool");
    });
    expect(entries).toHaveLength(4);
  });

  it("makes no step of a default that fills a gap", async () => {
    const { addressParameter } = await opened("#/menu");
    const network = signal<string | null>(null);
    addressParameter("*", "network", network, { ...TEXT, isStep: true });
    network.value = "lite0";
    rest();
    expect(entries).toEqual(["#/menu?network=lite0"]);
  });

  it("writes the last state of a step before the next one", async () => {
    const { addressParameter, go } = await opened("#/structure");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    k.value = 7;
    go("pool");
    expect(entries).toEqual(["#/structure?k=7", "#/pool"]);
  });

  it("survives a browser that refuses", async () => {
    const { addressParameter, go, view } = await opened("#/menu");
    addressParameter("*", "image", signal<string | null>("cat"), TEXT);
    vi.mocked(history.pushState).mockImplementationOnce(() => {
      throw new DOMException("too many", "SecurityError");
    });
    go("structure");
    expect(view.value).toBe("structure");
    go("pool");
    expect(location.hash).toBe("#/pool?image=cat");
  });
});

describe("going", () => {
  it("sets values of another view by their texts, loaded or not", async () => {
    const { addressParameter, go } = await opened("#/pool");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    go("structure", { k: "8", masks: "r1,2,3,4" });
    expect(k.value).toBe(8);
    expect(entries).toEqual(["#/pool", "#/structure?k=8&masks=r1,2,3,4"]);
    const masks = signal<string | null>(null);
    addressParameter("structure", "masks", masks, TEXT);
    expect(masks.value).toBe("r1,2,3,4");
    go("structure", { k: null });
    expect(k.value).toBe(3);
  });
});

describe("back and forward", () => {
  it("show what was there, and write nothing", async () => {
    const { addressParameter, go, view } = await opened("#/menu?image=cat");
    const image = signal<string | null>(null);
    const k = signal(3);
    addressParameter("*", "image", image, { ...TEXT, isStep: true });
    addressParameter("structure", "k", k, NUMBER);
    go("structure");
    k.value = 5;
    rest();
    image.value = "dog";
    k.value = 6;
    rest();
    const before = [...entries];
    expect(before).toEqual(["#/menu?image=cat", "#/structure?image=cat&k=5", "#/structure?image=dog&k=6"]);
    travel(-1);
    expect([view.value, image.value, k.value]).toEqual(["structure", "cat", 5]);
    travel(-1);
    expect([view.value, image.value]).toEqual(["menu", "cat"]);
    travel(1);
    travel(1);
    expect([view.value, image.value, k.value]).toEqual(["structure", "dog", 6]);
    rest();
    expect(entries).toEqual(before);
    expect(place).toBe(2);
  });

  it("give back the value at the beginning where the address has none", async () => {
    const { addressParameter } = await opened("#/structure");
    const image = signal<string | null>("cat");
    const k = signal(3);
    addressParameter("*", "image", image, { ...TEXT, isStep: true });
    addressParameter("structure", "k", k, NUMBER);
    image.value = "dog";
    k.value = 9;
    rest();
    travel(-1);
    expect([image.value, k.value]).toEqual(["cat", 3]);
  });

  it("drop a change that waited to be written", async () => {
    const { addressParameter, go } = await opened("#/structure");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    go("pool");
    go("structure");
    k.value = 9;
    travel(-1);
    rest();
    expect(location.hash).toBe("#/pool");
    go("structure");
    expect(entries).toEqual(["#/structure", "#/pool", "#/structure?k=9"]);
  });

  it("are told twice by browsers, and followed once", async () => {
    const { addressParameter, go } = await opened("#/structure");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    go("pool");
    place--;
    history.replaceState(null, "", "/#/structure");
    dispatchEvent(new Event("popstate"));
    k.value = 8; // what a view does as soon as it is shown
    dispatchEvent(new Event("hashchange"));
    expect(k.value).toBe(8);
  });

  it("do not make equal values anew", async () => {
    const { addressParameter, go } = await opened("#/structure?list=1,2");
    const list = signal<number[]>([]);
    addressParameter("structure", "list", list, {
      parse: (text) => text.split(",").map(Number),
      format: (value) => value.join(",") || null,
    });
    const first = list.value;
    go("menu");
    travel(-1);
    expect(list.value).toBe(first);
  });
});

describe("what an address has wrong", () => {
  it("is put right in place, so that the back button does not lead back into it", async () => {
    const { addressParameter, putRight } = await opened("#/structure?image=cat&network=gone");
    const image = signal<string | null>(null);
    const network = signal<string | null>(null);
    addressParameter("*", "image", image, { ...TEXT, isStep: true });
    addressParameter("*", "network", network, { ...TEXT, isStep: true });
    putRight(() => {
      network.value = "lite0";
    });
    rest();
    expect(entries).toEqual(["#/structure?image=cat&network=lite0"]);
    image.value = "dog";
    expect(entries).toHaveLength(2);
  });

  it("does not swallow a step that is taken in the same moment", async () => {
    const { addressParameter, go, putRight } = await opened("#/menu?network=gone");
    const network = signal<string | null>(null);
    addressParameter("*", "network", network, { ...TEXT, isStep: true });
    batch(() => {
      go("structure");
      putRight(() => {
        network.value = "lite0";
      });
    });
    expect(entries).toEqual(["#/menu?network=gone", "#/structure?network=lite0"]);
  });

  it("is told where it is the view, until the person goes elsewhere", async () => {
    const { go, knowViews, strayed } = await opened("#/nonsense");
    expect(strayed.value).toBe(false);
    knowViews(["menu", "structure", "pool"]);
    expect(strayed.value).toBe(true);
    rest();
    expect(strayed.value).toBe(true);
    go("menu");
    expect(strayed.value).toBe(false);
  });

  it("is told when the address is edited, and forgotten when it is mended", async () => {
    const { knowViews, strayed } = await opened("#/pool");
    knowViews(["menu", "structure", "pool"]);
    for (const [hash, expected] of [["#/nonsense", true] as const, ["#/pool", false] as const]) {
      history.replaceState(null, "", `/${hash}`);
      dispatchEvent(new Event("hashchange"));
      expect(strayed.value).toBe(expected);
    }
  });
});

describe("editing the address by hand", () => {
  it("is followed, without a loop even where writing it differs from reading it", async () => {
    const { addressParameter, view } = await opened("#/menu");
    const k = signal(3);
    addressParameter("structure", "k", k, { parse: (text) => Math.min(10, Number(text)), format: String });
    history.replaceState(null, "", "/#/structure?k=99");
    dispatchEvent(new Event("hashchange"));
    expect([view.value, k.value]).toEqual(["structure", 10]);
    vi.advanceTimersByTime(10_000);
    expect(location.hash).toBe("#/structure?k=10");
    expect(entries).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a link to share", () => {
  it("is up to date and holds no token", async () => {
    const { addressParameter, shareLink } = await opened("#/structure?token=secret-token-0000&k=4");
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    k.value = 5;
    expect(shareLink()).toBe(`${location.origin}/#/structure?k=5`);
    expect(location.hash).toBe("#/structure?k=5");
  });
});

describe("kept elsewhere", () => {
  it("what is shown comes from there, is told there, and the browser's history stays as it is", async () => {
    const { addressParameter, go, keepAddress, view } = await opened("#/pool?k=7");
    const kept: string[] = [];
    const [k, image] = [signal(3), signal<string | null>(null)];
    keepAddress("#/structure?k=5", (hash) => kept.push(hash));
    addressParameter("structure", "k", k, NUMBER);
    addressParameter("*", "image", image, { ...TEXT, isStep: true });
    expect([view.value, k.value]).toEqual(["structure", 5]);
    image.value = "cat";
    image.value = "dog";
    go("pool");
    rest();
    expect(kept.at(-1)).toBe("#/pool?image=dog");
    expect([location.hash, entries.length]).toEqual(["#/pool?k=7", 1]);
    history.replaceState(null, "", "/#/structure?k=9");
    dispatchEvent(new Event("popstate"));
    dispatchEvent(new Event("hashchange"));
    expect([view.value, k.value]).toEqual(["pool", 5]);
  });

  it("another one takes nothing over from the one before", async () => {
    const { addressParameter, keepAddress } = await opened("");
    keepAddress("#/structure?k=5", () => {});
    keepAddress("#/structure", () => {});
    const k = signal(3);
    addressParameter("structure", "k", k, NUMBER);
    expect(k.value).toBe(3);
  });
});
