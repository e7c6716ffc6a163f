import { describe, expect, it } from "vitest";
import { formatHash, isStray, type KnownViews, parseHash, type View } from "../../src/state/hash.ts";

const VIEWS: readonly View[] = ["menu", "structure", "pool"];

function parsed(hash: string, views: KnownViews = VIEWS): [View, Record<string, string>] {
  const { view, texts } = parseHash(hash, views);
  return [view, Object.fromEntries(texts)];
}

describe("a hash", () => {
  it("is read", () => {
    expect(parsed("#/structure?image=abc&k=3")).toEqual(["structure", { image: "abc", k: "3" }]);
    expect(parsed("#/pool")).toEqual(["pool", {}]);
    expect(parsed("#/pool?a=1=2&b=c?d")).toEqual(["pool", { a: "1=2", b: "c?d" }]);
  });

  it.each(["", "#", "#/", "#/nonsense", "#x", "#/structure/more", "#?"])("that is %j shows the menu", (hash) => {
    expect(parsed(hash)).toEqual(["menu", {}]);
  });

  it.each([
    ["#/nonsense", true],
    ["#/structure/more?k=3", true],
    ["#/structure?k=3", false],
    ["#/", false],
    ["#/?k=3", false],
    ["#main", false],
    ["", false],
  ])("%j names a view that does not exist: %j", (hash, stray) => expect(isStray(hash, VIEWS)).toBe(stray));

  it("may name any view while it is not known which there are", () => {
    expect(parsed("#/nonsense?k=3", null)).toEqual(["nonsense", { k: "3" }]);
    expect(parsed("#/", null)).toEqual(["menu", {}]);
    expect(isStray("#/nonsense", null)).toBe(false);
  });

  it("keeps what can be read of a broken one", () => {
    expect(parsed("#/pool?=1&&x&a=%&b=2&%=3")).toEqual(["pool", { b: "2" }]);
  });

  it("comes back as it was written, and stays readable", () => {
    const texts = new Map([
      ["masks", "r1,2,3,4;b0"],
      ["odd", "a&b=c#d?e f+g%ü/:"],
    ]);
    const hash = formatHash({ view: "structure", texts });
    expect(hash).toMatch(/^#\/structure\?masks=r1,2,3,4%3Bb0&odd=/);
    expect(parseHash(hash, VIEWS)).toEqual({ view: "structure", texts });
    expect(new URL(hash, "http://server/").hash).toBe(hash);
    expect(formatHash({ view: "menu", texts: new Map() })).toBe("#/menu");
  });
});
