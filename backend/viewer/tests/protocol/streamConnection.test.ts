import { describe, expect, it, vi } from "vitest";
import { FakeSocket } from "./fakeSocket.ts";
import { asked, BODY, connected, given, part, settled, status } from "./givenStream.ts";

describe("a connection", () => {
  it("opens with the first request, offers version and token, and waits for the greeting", () => {
    given.token = "secret-token-0000";
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
    expect(given.states.map((state) => state.status)).toEqual(["connecting", "ready"]);
    expect(given.versions).toEqual(["0.1.0"]);
  });

  it("offers the version alone where there is no token", () => {
    given.client.retryNow();
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
    given.client.retryNow();
    for (const seconds of [1, 2, 4, 8, 16, 30, 30]) {
      const before = FakeSocket.all.length;
      FakeSocket.last.break();
      await settled();
      expect(given.states.at(-1)).toMatchObject({ status: "lost", retryAt: Date.now() + seconds * 1000 });
      expect(given.states.at(-1)?.complaint?.code).toBe("unreachable");
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(FakeSocket.all).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(FakeSocket.all).toHaveLength(before + 1);
      expect(status()).toBe("lost");
    }
  });

  it("begins again at 1 s once it was there", async () => {
    given.client.retryNow();
    FakeSocket.last.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello();
    expect(given.states.at(-1)).toEqual({ status: "ready", retryAt: null, complaint: null });
    FakeSocket.last.break(1012);
    expect(given.states.at(-1)?.retryAt).toBe(Date.now() + 1000);
  });

  it("is tried at once on demand", async () => {
    given.client.retryNow();
    FakeSocket.last.break();
    given.client.retryNow();
    expect(FakeSocket.all).toHaveLength(2);
    given.client.retryNow(); // one is on its way
    expect(FakeSocket.all).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(5000);
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("is given up where no greeting comes", async () => {
    given.client.retryNow();
    const silent = FakeSocket.last;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(silent.closed).toBe(true);
    expect(status()).toBe("lost");
  });

  it("is replaced where it seems to live but does not", async () => {
    const dead = connected();
    const { told } = asked();
    given.client.reconnect();
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
    expect(given.versions).toEqual(["0.1.0", "0.2.0"]);
  });
});
