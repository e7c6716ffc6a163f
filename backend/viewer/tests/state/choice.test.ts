// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decode, encode } from "../../src/protocol/codec.ts";
import type { NetworkSummary, SampleList } from "../../src/protocol/messages.ts";
import { FakeSocket } from "../protocol/fakeSocket.ts";
import { protocolFile } from "../protocol/recordings.ts";
import { FakeServer } from "./fakeServer.ts";
import { watchListeners } from "./listeners.ts";

const SAMPLE = (decode(protocolFile("golden/sample_list.msgpack")) as SampleList).samples[0];
if (SAMPLE === undefined) throw new Error("Expected a sample, got none.");
const SAMPLE_ID = SAMPLE.image.image_id;

let server: FakeServer;
let listeners: { forget(): void };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  server = new FakeServer();
  listeners = watchListeners();
});

afterEach(async () => {
  await vi.advanceTimersByTimeAsync(200);
  listeners.forget();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function opened(hash: string) {
  history.replaceState(null, "", `/${hash}`);
  vi.resetModules();
  const choice = await import("../../src/state/choice.ts");
  await vi.advanceTimersByTimeAsync(0);
  return choice;
}

function summary(networkId: string, isDefault: boolean, available: boolean): NetworkSummary {
  const weights = { available, source: null, megabytes: 0, how_to_get: null };
  const input = { input_height: 224, input_width: 224, input_channels: 3, fit: "crop" as const };
  const output = { kind: "exclusive" as const, decided: "The numbers are logits." };
  const known = { network_id: networkId, title: networkId, class_count: 1000 };
  return { ...known, ...input, default: isDefault, weights, output, warnings: [] };
}

function serveNetworks(networks: NetworkSummary[]): void {
  const answer = fetch;
  vi.stubGlobal("fetch", async (path: string, request: RequestInit) => {
    const headers = { "Content-Type": "application/msgpack" };
    if (path === "/v1/networks/three") {
      const error = { code: "not_found", message: "None.", hint: null, field: null };
      return new Response(encode({ error }) as Uint8Array<ArrayBuffer>, { status: 404, headers });
    }
    if (path !== "/v1/networks") return answer(path, request);
    return new Response(encode({ networks }) as Uint8Array<ArrayBuffer>, { headers });
  });
}

describe("the network", () => {
  it("is the catalog's default once that is here, and then described", async () => {
    server.alive = false;
    const { networkId, network } = await opened("");
    expect(networkId.value).toBeNull();
    expect(network.value).toBeNull();
    server.alive = true;
    FakeSocket.last.hello();
    await vi.advanceTimersByTimeAsync(0);
    expect(networkId.value).toBe("efficientnet-lite0");
    network.value;
    await vi.advanceTimersByTimeAsync(0);
    expect(network.value).toHaveProperty("stages");
  });

  it("is the one that the address names", async () => {
    serveNetworks([summary("one", true, true), summary("two", false, false)]);
    expect((await opened("#/menu?network=two")).networkId.value).toBe("two");
  });

  it("is the default in place of one that the server does not have", async () => {
    serveNetworks([summary("one", false, true), summary("two", true, true)]);
    const { networkId, missingNetwork } = await opened("#/menu?network=three");
    expect(networkId.value).toBe("two");
    expect(missingNetwork.value).toBe("three");
  });

  it("that the server has and does not list is offered like any other", async () => {
    serveNetworks([summary("one", true, true)]);
    const { networkId, missingNetwork } = await opened("#/menu?network=digits%403");
    const { networks } = await import("../../src/state/catalog.ts");
    await vi.advanceTimersByTimeAsync(200);
    expect([networkId.value, missingNetwork.value]).toEqual(["digits@3", null]);
    expect(location.hash).toBe("#/menu?network=digits%403");
    const offered = networks.value.state === "ready" ? networks.value.value : [];
    expect(offered.map(({ network_id }) => network_id)).toEqual(["one", "digits@3"]);
  });

  it("that the server was not there to tell of is waited for", async () => {
    serveNetworks([summary("one", true, true)]);
    const listed = fetch;
    vi.stubGlobal("fetch", (path: string, request: RequestInit) =>
      path === "/v1/networks/two" && !server.alive
        ? Promise.reject(new TypeError("Failed to fetch"))
        : listed(path, request),
    );
    server.alive = false;
    const { networkId, missingNetwork } = await opened("#/menu?network=two");
    expect([networkId.value, missingNetwork.value]).toEqual(["two", null]);
    server.alive = true;
    FakeSocket.last.hello();
    await vi.advanceTimersByTimeAsync(0);
    expect([networkId.value, missingNetwork.value]).toEqual(["two", null]);
  });

  it("that nobody asked for is in nobody's place", async () => {
    serveNetworks([summary("one", true, true)]);
    expect((await opened("#/menu")).missingNetwork.value).toBeNull();
  });

  it("that was put in place of another is no step, which the back button would only repeat", async () => {
    serveNetworks([summary("one", true, true)]);
    const steps = vi.spyOn(history, "pushState");
    await opened("#/menu?network=three");
    await vi.advanceTimersByTimeAsync(200);
    expect(location.hash).toBe("#/menu?network=one");
    expect(steps).not.toHaveBeenCalled();
  });

  it("is one with weights where the default has none", async () => {
    serveNetworks([summary("one", true, false), summary("two", false, true)]);
    expect((await opened("")).networkId.value).toBe("two");
  });

  it("is the default, though without weights, where none has any", async () => {
    serveNetworks([summary("one", false, false), summary("two", true, false)]);
    expect((await opened("")).networkId.value).toBe("two");
  });
});

describe("the image", () => {
  it("is none at the beginning, and asks for no samples", async () => {
    expect((await opened("")).image.value).toBeNull();
    expect(server.count("/v1/samples")).toBe(0);
  });

  it("that a link names is looked up among the samples", async () => {
    const { image } = await opened(`#/structure?image=${SAMPLE_ID}`);
    expect(image.value).toMatchObject({ imageId: SAMPLE_ID, origin: "sample", title: SAMPLE.title });
    expect(image.value?.thumbnailUrl).toMatch(/^blob:/);
  });

  it("that is known nowhere stays a link, for the server to judge", async () => {
    const { image } = await opened("#/structure?image=ffffffffffffffffffffffffffffffff");
    expect(image.value).toMatchObject({ imageId: "f".repeat(32), origin: "link", thumbnailUrl: null });
  });

  it("is not taken from an address that cannot be one", async () => {
    expect((await opened("#/structure?image=../../etc")).image.value).toBeNull();
    expect((await opened(`#/structure?image=${"a".repeat(200)}`)).image.value).toBeNull();
  });

  it("stands in the address", async () => {
    const { image } = await opened(`#/structure?image=${SAMPLE_ID}`);
    await vi.advanceTimersByTimeAsync(200);
    expect(location.hash).toContain(`#/structure?image=${SAMPLE_ID}&network=`);
    image.value = null;
    expect(location.hash).not.toContain("image");
  });
});
