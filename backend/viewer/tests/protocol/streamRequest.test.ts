import { describe, expect, it, vi } from "vitest";
import { FakeSocket } from "./fakeSocket.ts";
import { asked, BODY, connected, error, given, idOf, part, settled } from "./givenStream.ts";

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
    const faulty = given.client.request("layers", BODY, {
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
    given.client.close();
    const after = asked();
    await settled();
    expect(socket.closed).toBe(true);
    expect([before.ends, after.ends]).toEqual([["cancelled"], ["cancelled"]]);
    given.client.retryNow();
    expect(FakeSocket.all).toHaveLength(1);
  });
});
