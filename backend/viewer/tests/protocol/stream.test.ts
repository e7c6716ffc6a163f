import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Complaint } from "../../src/protocol/complaint.ts";
import type { LayersRequest, Predictions } from "../../src/protocol/messages.ts";
import { type RequestHandlers, StreamClient, type StreamState } from "../../src/protocol/stream.ts";
import { FakeSocket } from "./fakeSocket.ts";

const BODY: LayersRequest = { image_id: "0".repeat(32), network_id: "efficientnet-lite0" };
const CONTENT = { masks: [], classes: [] } as unknown as Predictions;

let states: StreamState[];
let versions: string[];
let token: string | null;
let reason: Complaint | null;
let client: StreamClient;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  states = [];
  versions = [];
  token = null;
  reason = Complaint.unreachable("Nobody there.");
  client = new StreamClient(
    () => "ws://server/v1/stream",
    () => token,
    {
      onState: (state) => states.push(state),
      onHello: (hello) => versions.push(hello.version),
      diagnose: async () => reason,
    },
  );
});

afterEach(() => {
  client.close();
  expect(vi.getTimerCount()).toBe(0); // nothing goes on after the end
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Handlers that note what they are told, and how the request ends. */
function asked(slot?: string, body = BODY) {
  const told: string[] = [];
  const ends: string[] = [];
  const handlers: RequestHandlers = {
    ...(slot === undefined ? {} : { slot }),
    onPart: (part) => told.push(part.kind),
    onProgress: (progress) => told.push(`${progress.done}/${progress.total}`),
    onRestart: () => told.push("restart"),
  };
  const running = client.request("layers", body, handlers);
  running.finished.then(
    (ending) => ends.push(ending),
    (complaint: Complaint) => ends.push(complaint.code),
  );
  return { told, ends, running };
}

function idOf(index: number, socket = FakeSocket.last): string {
  const frame = socket.requests[index];
  if (frame === undefined) throw new Error(`Expected a request ${index}, got ${socket.requests.length}.`);
  return frame.id;
}

function part(id: string, sequence: number, kind = "layer"): object {
  return { type: "part", id, sequence, kind, content: CONTENT };
}

function error(id: string | null, code: string): object {
  return { type: "error", id, error: { code, message: "No.", hint: "Next.", field: null } };
}

const status = () => states.at(-1)?.status;
const settled = () => vi.advanceTimersByTimeAsync(0);

function connected(): FakeSocket {
  client.retryNow();
  FakeSocket.last.hello();
  return FakeSocket.last;
}

describe("a connection", () => {
  it("opens with the first request, offers version and token, and waits for the greeting", () => {
    token = "secret-token-0000";
    expect(FakeSocket.all).toHaveLength(0);
    asked("structure");
    const socket = FakeSocket.last;
    expect(socket.url).toBe("ws://server/v1/stream");
    expect(socket.protocols).toEqual(["tetrascope.v1", "tetrascope.token.secret-token-0000"]);
    expect(socket.binaryType).toBe("arraybuffer");
    expect(socket.sent).toEqual([]);
    socket.hello();
    expect(socket.sent).toEqual([
      { type: "request", id: "1", slot: "structure", operation: "layers", body: { ...BODY } },
    ]);
    expect(states.map((state) => state.status)).toEqual(["connecting", "ready"]);
    expect(versions).toEqual(["0.1.0"]);
  });

  it("offers the version alone where there is no token", () => {
    client.retryNow();
    expect(FakeSocket.last.protocols).toEqual(["tetrascope.v1"]);
  });

  it("is one for all requests", () => {
    asked();
    asked();
    connected();
    asked();
    expect(FakeSocket.all).toHaveLength(1);
    expect(FakeSocket.last.requests.map((frame) => frame.id)).toEqual(["1", "2", "3"]);
  });

  it("comes back after 1, 2, 4, 8, 16, 30, 30 s and tells when", async () => {
    client.retryNow();
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      const before = FakeSocket.all.length;
      FakeSocket.last.break();
      await settled();
      expect(states.at(-1)).toMatchObject({ status: "lost", retryAt: Date.now() + seconds * 1000 });
      expect(states.at(-1)?.complaint?.code).toBe("unreachable");
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(FakeSocket.all).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(FakeSocket.all).toHaveLength(before + 1);
      expect(status()).toBe("lost");
    }
  });

  it("begins again at 1 s once it was there", async () => {
    client.retryNow();
    FakeSocket.last.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello();
    expect(states.at(-1)).toEqual({ status: "ready", retryAt: null, complaint: null });
    FakeSocket.last.break(1012);
    expect(states.at(-1)?.retryAt).toBe(Date.now() + 1000);
  });

  it("is tried at once on demand", async () => {
    client.retryNow();
    FakeSocket.last.break();
    client.retryNow();
    expect(FakeSocket.all).toHaveLength(2);
    client.retryNow(); // one is on its way
    expect(FakeSocket.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("is given up where no greeting comes", async () => {
    client.retryNow();
    const silent = FakeSocket.last;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(silent.closed).toBe(true);
    expect(status()).toBe("lost");
  });

  it("is replaced where it seems to live but does not", async () => {
    const dead = connected();
    const { told } = asked();
    client.reconnect();
    expect(dead.closed).toBe(true);
    FakeSocket.last.hello();
    expect(told).toEqual(["restart"]);
    dead.deliver(part("1", 0));
    expect(told).toEqual(["restart"]);
  });

  it("tells each version that greets", async () => {
    connected().break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello("0.2.0");
    expect(versions).toEqual(["0.1.0", "0.2.0"]);
  });
});

describe("a refusal", () => {
  it("for want of a token stops the attempts; requests wait for the token", async () => {
    reason = new Complaint("unauthorized", "Expected this server's token, got none.", { status: 401 });
    const { ends } = asked();
    FakeSocket.last.break();
    await settled();
    expect(states.at(-1)).toEqual({ status: "token", retryAt: null, complaint: reason });
    await vi.advanceTimersByTimeAsync(120_000);
    asked();
    expect(FakeSocket.all).toHaveLength(1);
    expect(ends).toEqual([]);
    token = "another-token-0000";
    client.retryNow();
    FakeSocket.last.hello();
    expect(FakeSocket.last.protocols[1]).toBe("tetrascope.token.another-token-0000");
    expect(FakeSocket.last.requests).toHaveLength(2);
  });

  it("of one token does not stop the attempt with the next", async () => {
    token = "the-first-token-00";
    reason = new Complaint("unauthorized", "Expected this server's token, got another.", { status: 401 });
    client.retryNow();
    FakeSocket.last.break(); // and the reason is being looked for
    token = "the-right-token-00";
    client.retryNow();
    await settled();
    expect(status()).toBe("lost");
    FakeSocket.last.hello();
    expect(status()).toBe("ready");
  });

  it.each(["host_refused", "origin_refused", "refused"])("%s stops the attempts and ends requests", async (code) => {
    reason = new Complaint(code, "No.", { status: 403 });
    const first = asked();
    FakeSocket.last.break();
    await settled();
    expect(states.at(-1)).toEqual({ status: "refused", retryAt: null, complaint: reason });
    const second = asked();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(first.ends).toEqual([code]);
    expect(second.ends).toEqual([code]);
    expect(FakeSocket.all).toHaveLength(1);
    client.retryNow();
    expect(FakeSocket.all).toHaveLength(2);
    expect(status()).toBe("connecting");
  });

  it("of the protocol's version is the server's own words", async () => {
    const { ends } = asked();
    FakeSocket.last.deliver(error(null, "protocol_mismatch"));
    FakeSocket.last.break(4400);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(status()).toBe("refused");
    expect(states.at(-1)?.complaint).toMatchObject({ code: "protocol_mismatch", message: "No.", hint: "Next." });
    expect(ends).toEqual(["protocol_mismatch"]);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("comes of a greeting in another major version too, but not of another minor one", async () => {
    client.retryNow();
    FakeSocket.last.hello("3.0.0", "2.0");
    expect(status()).toBe("refused");
    expect(states.at(-1)?.complaint?.message).toContain("2.0");
    client.retryNow();
    FakeSocket.last.hello("0.9.0", "1.9");
    expect(status()).toBe("ready");
  });

  it("comes of a token that no header can carry", () => {
    token = "naïve token";
    client.retryNow();
    expect(status()).toBe("token");
  });

  it("for too many streams is no refusal: it is tried again", async () => {
    client.retryNow();
    FakeSocket.last.deliver(error(null, "busy"));
    FakeSocket.last.break(1013);
    expect(states.at(-1)).toMatchObject({ status: "lost", retryAt: Date.now() + 1000 });
    expect(states.at(-1)?.complaint?.code).toBe("busy");
  });
});

describe("a request", () => {
  it("gets its own parts and progress, in order, and ends once", async () => {
    const socket = connected();
    const one = asked();
    const two = asked();
    socket.deliver(part("1", 0, "predictions"));
    socket.deliver({ type: "progress", id: "2", progress: { done: 1, total: 3, seconds_left: null, stage: "" } });
    socket.deliver(part("1", 1));
    socket.deliver({ type: "done", id: "1", seconds: 0.1 });
    socket.deliver(part("1", 2)); // nothing follows an end
    socket.deliver(error("1", "failed"));
    await settled();
    expect(one).toMatchObject({ told: ["predictions", "layer"], ends: ["done"] });
    expect(two).toMatchObject({ told: ["1/3"], ends: [] });
  });

  it("fails with the server's words", async () => {
    const socket = connected();
    const { running } = asked();
    socket.deliver({
      type: "error",
      id: "1",
      error: { code: "invalid_input", message: "Expected 1.", hint: null, field: "clusters" },
    });
    await expect(running.finished).rejects.toMatchObject({ code: "invalid_input", field: "clusters", hint: null });
  });

  it("ignores frames and kinds of a later minor version", async () => {
    const socket = connected();
    const { told, ends } = asked();
    socket.deliver({ type: "weather", id: "1", sky: "blue" });
    socket.deliver({ type: "notice" });
    socket.deliver(part("1", 0, "hologram"));
    socket.deliver(part("1", 1));
    socket.deliver({ type: "done", id: "1", seconds: 0, more: true });
    await settled();
    expect(told).toEqual(["hologram", "layer"]);
    expect(ends).toEqual(["done"]);
  });

  it("is cancelled at once, and the server is told", async () => {
    const socket = connected();
    const { running, told, ends } = asked();
    running.cancel();
    running.cancel();
    expect(socket.sent.slice(1)).toEqual([{ type: "cancel", id: "1" }]);
    socket.deliver(part("1", 0));
    socket.deliver({ type: "cancelled", id: "1", reason: "cancelled" });
    await settled();
    expect(told).toEqual([]);
    expect(ends).toEqual(["cancelled"]);
  });

  it("is cancelled while there is no connection", async () => {
    const { running, ends } = asked();
    running.cancel();
    FakeSocket.last.hello();
    await settled();
    expect(ends).toEqual(["cancelled"]);
    expect(FakeSocket.last.sent).toEqual([]);
  });

  it("is superseded by a newer one of its slot, and hears nothing more", async () => {
    const socket = connected();
    const older = asked("structure");
    const other = asked("pool");
    const free = asked();
    const newer = asked("structure");
    await settled();
    expect([older, other, free, newer].map((one) => one.ends)).toEqual([["superseded"], [], [], []]);
    // First the newer one, which takes the slot; the cancel is for the case that the server refuses it.
    expect(socket.sent.slice(3)).toMatchObject([
      { type: "request", id: "4", slot: "structure" },
      { type: "cancel", id: "1" },
    ]);
    socket.deliver(part("1", 0));
    expect(older.told).toEqual([]);
  });

  it("waiting for a connection is superseded too, and only the newest is sent", async () => {
    const older = asked("structure");
    asked("structure");
    FakeSocket.last.hello();
    await settled();
    expect(older.ends).toEqual(["superseded"]);
    expect(FakeSocket.last.requests).toHaveLength(1);
  });

  it("is sent again from the beginning after a loss", async () => {
    const first = connected();
    const { told, ends } = asked();
    first.deliver(part("1", 0));
    first.break();
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual(["layer"]); // what is there stays until the server is back
    FakeSocket.last.hello();
    const id = idOf(0);
    expect(id).not.toBe("1");
    FakeSocket.last.deliver(part(id, 0));
    FakeSocket.last.deliver(part(id, 1));
    FakeSocket.last.deliver({ type: "done", id, seconds: 0 });
    await settled();
    expect(told).toEqual(["layer", "restart", "layer", "layer"]);
    expect(ends).toEqual(["done"]);
  });

  it("that never was sent does not restart", async () => {
    const { told } = asked();
    FakeSocket.last.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello();
    expect(told).toEqual([]);
    expect(FakeSocket.last.requests).toHaveLength(1);
  });

  it("over which the connection breaks again and again is given up", async () => {
    const { ends } = asked();
    for (let loss = 0; loss < 5; loss++) {
      FakeSocket.last.hello();
      expect(FakeSocket.last.requests).toHaveLength(1);
      FakeSocket.last.break();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(ends).toEqual(["unreachable"]);
    FakeSocket.last.hello();
    expect(FakeSocket.last.requests).toHaveLength(0);
  });

  it("of which something is heard each time goes on however often the connection breaks", async () => {
    const { ends } = asked();
    for (let loss = 0; loss < 8; loss++) {
      FakeSocket.last.hello();
      FakeSocket.last.deliver(part(idOf(0), 0));
      FakeSocket.last.break();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(ends).toEqual([]);
  });

  it("that met a busy server is sent again after growing delays, four times", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const socket = connected();
    const { ends } = asked();
    for (const [index, seconds] of [1, 2, 4, 8].entries()) {
      socket.deliver(error(idOf(index), "busy"));
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(socket.requests).toHaveLength(index + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(socket.requests).toHaveLength(index + 2);
    }
    socket.deliver(error(idOf(4), "busy"));
    await settled();
    expect(ends).toEqual(["busy"]);
    vi.restoreAllMocks();
  });

  it("waiting for a busy server is sent once after a loss", async () => {
    const socket = connected();
    asked();
    socket.deliver(error("1", "busy"));
    socket.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(FakeSocket.last.requests).toHaveLength(1);
  });

  it("waiting for a busy server is not sent into a broken line, nor after its end", async () => {
    const socket = connected();
    const waiting = asked();
    const cancelled = asked();
    socket.deliver(error("1", "busy"));
    socket.deliver(error("2", "busy"));
    cancelled.running.cancel();
    socket.break();
    await vi.advanceTimersByTimeAsync(11_000); // a second attempt begins, and nobody greets for a while
    expect(FakeSocket.last.requests).toHaveLength(0);
    FakeSocket.last.hello();
    expect(FakeSocket.last.requests).toHaveLength(1);
    expect(waiting.told).toEqual(["restart"]);
    expect(cancelled.told).toEqual([]);
  });

  it("cancelled while it waits for a busy server restarts no more", async () => {
    const socket = connected();
    const { running, told } = asked();
    socket.deliver(error("1", "busy"));
    running.cancel();
    await vi.advanceTimersByTimeAsync(5000);
    expect(told).toEqual([]);
    expect(socket.requests).toHaveLength(1);
  });

  it("too large for the server ends; the others go on", async () => {
    const socket = connected();
    const small = asked();
    const large = asked(undefined, { ...BODY, layers: Array.from({ length: 100 }, (_, index) => `layer ${index}`) });
    socket.break(1009);
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello();
    expect(large.ends).toEqual(["too_large"]);
    expect(small.ends).toEqual([]);
    expect(FakeSocket.last.requests).toHaveLength(1);
  });

  it("that the server could not read ends, though the error names none", async () => {
    const socket = connected();
    const heard = asked(undefined, { ...BODY, layers: ["a longer one", "than the other"] });
    const unread = asked();
    socket.deliver(part("1", 0));
    socket.deliver(error(null, "malformed"));
    await settled();
    expect(heard.ends).toEqual([]);
    expect(unread.ends).toEqual(["malformed"]);
  });

  it("whose handler throws ends, and nothing else does", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const socket = connected();
    const ends: unknown[] = [];
    const faulty = client.request("layers", BODY, {
      onPart: () => {
        throw new RangeError("off the map");
      },
    });
    faulty.finished.catch((complaint) => ends.push(complaint));
    const sound = asked();
    socket.deliver(part("1", 0));
    socket.deliver(part("2", 0));
    await settled();
    expect(ends).toMatchObject([{ code: "failed", message: "off the map" }]);
    expect(socket.sent.at(-1)).toEqual({ type: "cancel", id: "1" });
    expect(sound.told).toEqual(["layer"]);
    vi.restoreAllMocks();
  });

  it("is cancelled when the client closes, also one that comes later", async () => {
    const socket = connected();
    const before = asked();
    client.close();
    const after = asked();
    await settled();
    expect(socket.closed).toBe(true);
    expect([before.ends, after.ends]).toEqual([["cancelled"], ["cancelled"]]);
    client.retryNow();
    expect(FakeSocket.all).toHaveLength(1);
  });
});

describe("a damaged answer", () => {
  beforeEach(() => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("is asked for anew, once, and then given up", async () => {
    const socket = connected();
    const { told, ends } = asked();
    socket.deliver(part("1", 0));
    socket.deliver(new Uint8Array([0xc1, 0, 0]));
    expect(socket.sent.slice(1)).toMatchObject([
      { type: "cancel", id: "1" },
      { type: "request", id: "2" },
    ]);
    socket.deliver(part("1", 1));
    socket.deliver(part("2", 0));
    expect(told).toEqual(["layer", "restart", "layer"]);
    socket.deliver(new Uint8Array([0x93]));
    await settled();
    expect(ends).toEqual(["failed"]);
    expect(status()).toBe("ready");
  });

  it("with a gap is asked for anew", async () => {
    const socket = connected();
    const { told } = asked();
    socket.deliver(part("1", 0));
    socket.deliver(part("1", 2));
    expect(idOf(1)).toBe("2");
    expect(told).toEqual(["layer", "restart"]);
  });

  it.each([[null], ["text"], [[]], [{ id: "1" }], [{ type: 3 }]])("that is %j harms nothing", async (frame) => {
    const socket = connected();
    socket.deliver(frame as object);
    const { ends } = asked();
    socket.deliver({ type: "done", id: "1", seconds: 0 });
    await settled();
    expect(ends).toEqual(["done"]);
  });
});
