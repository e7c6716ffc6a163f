import { describe, expect, it } from "vitest";
import { formatHash, isStray, parseHash, type View } from "../../src/state/hash.ts";

function parsed(hash: string): [View, Record<string, string>] {
  const { view, texts } = parseHash(hash);
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
  ])("%j names a view that does not exist: %j", (hash, stray) => expect(isStray(hash)).toBe(stray));

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
    expect(parseHash(hash)).toEqual({ view: "structure", texts });
    expect(new URL(hash, "http://server/").hash).toBe(hash);
    expect(formatHash({ view: "menu", texts: new Map() })).toBe("#/menu");
  });
});
