// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { encode } from "../../src/protocol/codec.ts";
import { FakeSocket } from "../protocol/fakeSocket.ts";
import { FakeServer } from "./fakeServer.ts";
import { watchListeners } from "./listeners.ts";

type Catalog = typeof import("../../src/state/catalog.ts");

let server: FakeServer;
let listeners: { forget(): void };
let catalog: Catalog;
let stops: (() => void)[];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  server = new FakeServer();
  listeners = watchListeners();
  stops = [];
  vi.resetModules();
  catalog = await import("../../src/state/catalog.ts");
});

afterEach(() => {
  for (const stop of stops) stop();
  listeners.forget();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settled = () => vi.advanceTimersByTimeAsync(0);

/** The states that a view of it goes through. */
function watched(signal: Catalog["networks"] | Catalog["samples"] | ReturnType<Catalog["description"]>): string[] {
  const states: string[] = [];
  stops.push(signal.subscribe((loadable) => states.push(loadable.state)));
  return states;
}

describe("the catalog", () => {
  it("is fetched when it is looked at, once", async () => {
    await settled();
    expect(server.asked).toEqual([]);
    const states = watched(catalog.networks);
    watched(catalog.networks);
    await settled();
    expect(states).toEqual(["idle", "loading", "ready"]);
    expect(server.asked).toEqual(["GET /v1/networks"]);
    expect(FakeSocket.all).toHaveLength(1); // and the connection is watched from now on
  });

  it("is fetched when it is merely read", async () => {
    expect(catalog.samples.value.state).toBe("idle");
    await settled();
    expect(catalog.samples.value).toMatchObject({ state: "ready", value: [{ name: expect.any(String) }] });
  });

  it("describes each network, once", async () => {
    const description = catalog.description("net");
    expect(catalog.description("net")).toBe(description);
    watched(description);
    watched(catalog.description("other"));
    await settled();
    expect(description.value).toMatchObject({ state: "ready", value: { stages: expect.any(Array) } });
    expect(server.asked).toEqual(["GET /v1/networks/net", "GET /v1/networks/other"]);
  });

  it("tells what went wrong, and is fetched again on demand", async () => {
    server.error = { code: "failed", status: 500 };
    const states = watched(catalog.networks);
    await settled();
    expect(catalog.networks.value).toMatchObject({ state: "failed", complaint: { code: "failed" } });
    server.error = null;
    catalog.reloadCatalog();
    await settled();
    expect(states).toEqual(["idle", "loading", "failed", "loading", "ready"]);
    expect(server.count("/v1/samples")).toBe(0); // nobody has looked at them
  });

  it("is what the latest fetch brought, whatever comes later", async () => {
    const answers: ((response: Response) => void)[] = [];
    vi.stubGlobal("fetch", () => new Promise<Response>((resolve) => answers.push(resolve)));
    watched(catalog.networks);
    await settled();
    catalog.reloadCatalog();
    await settled();
    for (const fetch of [1, 0]) {
      const body = encode({ networks: [`of fetch ${fetch}`] }) as Uint8Array<ArrayBuffer>;
      answers[fetch]?.(new Response(body, { headers: { "Content-Type": "application/msgpack" } }));
      await settled();
    }
    expect(catalog.networks.value).toEqual({ state: "ready", value: ["of fetch 1"] });
  });

  it("that failed is fetched again when the server is back", async () => {
    server.alive = false;
    const states = watched(catalog.networks);
    await settled();
    expect(states.at(-1)).toBe("failed");
    server.alive = true;
    FakeSocket.last.hello();
    await settled();
    expect(states.at(-1)).toBe("ready");
  });

  it("that is here stays where a later fetch fails, and is fetched again when the server is back", async () => {
    const states = watched(catalog.networks);
    await settled();
    server.alive = false;
    catalog.reloadCatalog();
    await settled();
    expect(states).toEqual(["idle", "loading", "ready"]);
    server.alive = true;
    FakeSocket.last.hello();
    await settled();
    expect(states).toEqual(["idle", "loading", "ready", "ready"]);
    expect(server.count("/v1/networks")).toBe(3);
  });

  it("is fetched anew from a server of another version, and the old one shown meanwhile", async () => {
    const states = watched(catalog.networks);
    await settled();
    FakeSocket.last.hello("0.1.0");
    FakeSocket.last.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello("0.1.0");
    await settled();
    expect(server.count("/v1/networks")).toBe(1);
    FakeSocket.last.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello("0.2.0");
    await settled();
    expect(server.count("/v1/networks")).toBe(2);
    expect(states).toEqual(["idle", "loading", "ready", "ready"]);
  });
});
