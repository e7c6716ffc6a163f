// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Dwell } from "../../src/state/dwell.ts";
import { heard } from "./heard.ts";

let now = 0;
let visibility: DocumentVisibilityState = "visible";

beforeEach(() => {
  now = 1000;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visibility);
});
afterEach(() => {
  visibility = "visible";
  vi.restoreAllMocks();
});

/** Milliseconds go by. */
function rest(milliseconds: number): void {
  now += milliseconds;
}

describe("a pointer that rests", () => {
  it("is told once, when it leaves, with how long and where it was last", () => {
    const all = heard();
    const dwell = new Dwell();
    dwell.over({ target: "cluster", layer: "conv", cluster: 1, row: 2, column: 3 });
    rest(200);
    dwell.over({ target: "cluster", layer: "conv", cluster: 1, row: 4, column: 5 });
    rest(150.26);
    expect(all).toEqual([]);
    dwell.over(null);
    dwell.over(null);
    const content = { target: "cluster", layer: "conv", cluster: 1, row: 4, column: 5, duration_ms: 350.3 };
    expect(all).toEqual([["hover", content]]);
  });

  it("is told of each thing that it rested on, and not of what it passed over", () => {
    const all = heard();
    const dwell = new Dwell();
    for (const [index, milliseconds] of [300, 299, 1000].entries()) {
      dwell.over({ target: "pool_image", index });
      rest(milliseconds);
    }
    dwell.over(null);
    expect(all.map(([, { index, duration_ms }]) => [index, duration_ms])).toEqual([
      [0, 300],
      [2, 1000],
    ]);
  });

  it("has left when the page is out of sight, which is told after it", () => {
    const all = heard();
    const dwell = new Dwell();
    dwell.over({ target: "class", index: 285 });
    rest(500);
    visibility = "hidden";
    document.dispatchEvent(new Event("visibilitychange"));
    rest(5000);
    visibility = "visible";
    document.dispatchEvent(new Event("visibilitychange"));
    dwell.over(null);
    expect(all).toEqual([
      ["hover", { target: "class", index: 285, duration_ms: 500 }],
      ["page_hidden", {}],
      ["page_shown", {}],
    ]);
  });
});
