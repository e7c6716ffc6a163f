import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { asked, connected, idOf, part, settled, status } from "./givenStream.ts";

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
