// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OperationRequests } from "../../src/protocol/messages.ts";
import { FakeSocket } from "../protocol/fakeSocket.ts";
import { FakeServer } from "./fakeServer.ts";

const LAYERS = { image_id: "i", network_id: "n" };
const MAPS = { ...LAYERS, layer: "a", channels: null };

let ask: typeof import("../../src/state/ask.ts")["ask"];
let stream: typeof import("../../src/state/connection.ts")["stream"];
let socket: FakeSocket;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  new FakeServer();
  vi.resetModules();
  ({ ask } = await import("../../src/state/ask.ts"));
  ({ stream } = await import("../../src/state/connection.ts"));
  stream.retryNow();
  socket = FakeSocket.last;
  socket.hello();
});

afterEach(() => {
  stream.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Answers request `id` in these parts, of kind and content, and says that this was all. */
function answer(id: string, ...parts: [kind: string, content: object][]): void {
  for (const [sequence, [kind, content]] of parts.entries()) {
    FakeSocket.last.deliver({ type: "part", id, sequence, kind, content });
  }
  FakeSocket.last.deliver({ type: "done", id, seconds: 0 });
}

describe("an answer", () => {
  it("is whole: what the network says, with every layer", async () => {
    const asked = ask("layers", LAYERS);
    answer("1", ["predictions", { classes: [] }], ["layer", { position: 0 }], ["layer", { position: 1 }]);
    expect(await asked).toEqual({ predictions: { classes: [] }, layers: [{ position: 0 }, { position: 1 }] });
  });

  it("is the whole pool, not a batch of it", async () => {
    const asked = ask("pools", LAYERS);
    answer("1", ["pool_batch", { images: [1] }], ["pool", { images: [1, 2] }]);
    expect(await asked).toEqual({ images: [1, 2] });
  });

  it.each([
    ["activations", MAPS, "activations"],
    ["boundaries", { pool: LAYERS }, "boundary"],
    ["inputs", LAYERS, "input"],
    ["superpixels", LAYERS, "superpixels"],
  ] as const)("to %s is its one part", async (operation, body, kind) => {
    const asked = ask(operation, body as OperationRequests[typeof operation]);
    answer("1", [kind, { what: kind }]);
    expect(await asked).toEqual({ what: kind });
  });

  it("leaves out kinds of a later minor version, and those that this operation does not have", async () => {
    const told: string[] = [];
    const asked = ask("inputs", LAYERS, { onPart: ({ kind }) => told.push(kind) });
    answer("1", ["hologram", {}], ["input", { fine: true }], ["layer", {}], ["constructor", {}]);
    expect(await asked).toEqual({ fine: true });
    expect(told).toEqual(["input"]);
  });

  it("without any part is a complaint", async () => {
    const asked = ask("inputs", LAYERS);
    answer("1");
    await expect(asked).rejects.toMatchObject({ code: "failed" });
  });

  it("that begins anew after a loss has nothing of before", async () => {
    const told: string[] = [];
    const asked = ask("layers", LAYERS, {
      onPart: ({ kind }) => told.push(kind),
      onRestart: () => told.push("restart"),
    });
    const predictions = { classes: [] };
    socket.deliver({ type: "part", id: "1", sequence: 0, kind: "predictions", content: predictions });
    socket.deliver({ type: "part", id: "1", sequence: 1, kind: "layer", content: { position: 0 } });
    socket.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello();
    answer("2", ["predictions", predictions], ["layer", { position: 0 }]);
    expect(await asked).toEqual({ predictions, layers: [{ position: 0 }] });
    expect(told).toEqual(["predictions", "layer", "restart", "predictions", "layer"]);
  });
});

describe("no answer", () => {
  it("comes where the request is cancelled, and the server is told", async () => {
    const stop = new AbortController();
    const onPart = vi.fn();
    const asked = ask("inputs", LAYERS, { signal: stop.signal, onPart });
    stop.abort();
    answer("1", ["input", {}]);
    expect(await asked).toBeNull();
    expect(onPart).not.toHaveBeenCalled();
    expect(socket.sent.at(-1)).toEqual({ type: "cancel", id: "1" });
  });

  it("is asked for where the request was cancelled before", async () => {
    expect(await ask("inputs", LAYERS, { signal: AbortSignal.abort() })).toBeNull();
    expect(socket.sent).toEqual([]);
  });

  it("comes where a newer request of the slot supersedes it", async () => {
    const older = ask("inputs", LAYERS, { slot: "one" });
    const newer = ask("inputs", LAYERS, { slot: "one" });
    answer("2", ["input", { newer: true }]);
    expect(await older).toBeNull();
    expect(await newer).toEqual({ newer: true });
  });

  it("comes where the server refuses, and its words are the complaint", async () => {
    const asked = ask("inputs", LAYERS);
    socket.deliver({
      type: "error",
      id: "1",
      error: { code: "invalid_input", message: "No.", hint: "So.", field: "fill" },
    });
    await expect(asked).rejects.toMatchObject({ code: "invalid_input", hint: "So.", field: "fill" });
  });
});
