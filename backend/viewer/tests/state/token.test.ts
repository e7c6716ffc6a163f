// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchListeners } from "./listeners.ts";

const listeners = watchListeners();
const { tokenIn, withoutToken } = await import("../../src/state/token.ts");
listeners.forget();

const TOKEN = "secret-token_0.0~";

describe("a token in an address", () => {
  it.each([
    [`#token=${TOKEN}`, ""],
    [`#/structure?token=${TOKEN}`, "#/structure"],
    [`#/structure?image=a&token=${TOKEN}`, "#/structure?image=a"],
    [`#/structure?token=${TOKEN}&image=a`, "#/structure?image=a"],
    [`#/structure?image=a&token=${TOKEN}&network=b`, "#/structure?image=a&network=b"],
    [`#/structure?token=${TOKEN}&token=another&image=a&token=third`, "#/structure?image=a"],
  ])("%s leaves %j", (hash, rest) => {
    expect(tokenIn(hash)).toBe(TOKEN);
    expect(tokenIn(`http://lab:8765/${hash}`)).toBe(TOKEN);
    expect(withoutToken(hash)).toBe(rest);
  });

  it.each(["", "#/pool?mytoken=1", "#/token=1", "#/pool?filter=token"])("is not in %j", (text) => {
    expect(tokenIn(text)).toBeNull();
    expect(withoutToken(text)).toBe(text);
  });

  it("is never looked for before the hash", () => {
    expect(tokenIn("http://lab/?token=1")).toBeNull();
  });
});

describe("the page's token", () => {
  let listeners: { forget(): void };

  beforeEach(() => {
    listeners = watchListeners();
    vi.resetModules();
    sessionStorage.clear();
    history.replaceState(null, "", "/");
  });
  afterEach(() => {
    listeners.forget();
  });

  it("is taken out of the address at once and survives a reload in this tab", async () => {
    history.replaceState(null, "", `/?lang=en#/pool?image=a&token=${TOKEN}`);
    expect((await import("../../src/state/token.ts")).token.value).toBe(TOKEN);
    expect(location.href).not.toContain(TOKEN);
    expect(location.search + location.hash).toBe("?lang=en#/pool?image=a");
    vi.resetModules();
    expect((await import("../../src/state/token.ts")).token.value).toBe(TOKEN);
  });

  it("is taken from an address that is opened later", async () => {
    const { token } = await import("../../src/state/token.ts");
    expect(token.value).toBeNull();
    location.hash = `#token=${TOKEN}`;
    dispatchEvent(new Event("hashchange"));
    expect(token.value).toBe(TOKEN);
    expect(location.hash).toBe("");
  });

  it("is kept only where it can be one, without the blanks around it", async () => {
    const { keepToken, token } = await import("../../src/state/token.ts");
    for (const text of ["", "two words", "schlüssel", "a/b", "x".repeat(15), "x".repeat(257)])
      expect(keepToken(text)).toBe(false);
    expect(token.value).toBeNull();
    expect(keepToken(` ${TOKEN}\n`)).toBe(true);
    expect(token.value).toBe(TOKEN);
  });

  it("is called otherwise where the page says so, and kept apart", async () => {
    document.head.innerHTML = '<meta name="secret" content="key" />';
    history.replaceState(null, "", `/study#key=${TOKEN}`);
    expect((await import("../../src/state/token.ts")).token.value).toBe(TOKEN);
    expect(location.hash).toBe("");
    expect(sessionStorage.getItem("tetrascope.key")).toBe(TOKEN);
    expect(sessionStorage.getItem("tetrascope.token")).toBeNull();
    document.head.innerHTML = "";
  });

  it("needs no storage", async () => {
    vi.stubGlobal("sessionStorage", undefined);
    const { keepToken, token } = await import("../../src/state/token.ts");
    expect(keepToken(TOKEN)).toBe(true);
    expect(token.value).toBe(TOKEN);
    vi.unstubAllGlobals();
  });
});
