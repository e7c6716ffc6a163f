import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Complaint } from "../../../src/protocol/complaint.ts";
import { EventLog } from "../../../src/study/log/eventLog.ts";
import { Sender } from "../../../src/study/log/sender.ts";
import { MemoryStore } from "./memoryStore.ts";
import { ScriptedServer } from "./scriptedServer.ts";

let store: MemoryStore;
let server: ScriptedServer;
let log: EventLog;
let sender: Sender;

/** A page: its log, and what sends it. */
function open(clientId: string): void {
  log = new EventLog(clientId, store);
  sender = new Sender(log, server.post);
}

function happens(times: number): void {
  for (let count = 0; count < times; count++) log.record({ kind: "page_shown", scene: null, content: {} }, "s");
}

const upTo = (count: number) => Array.from({ length: count }, (_, place) => place + 1);

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => {});
  store = new MemoryStore();
  server = new ScriptedServer();
  open("client-one");
});
afterEach(() => {
  sender.stop();
  vi.useRealTimers();
});

describe("events", () => {
  it("that happen together are sent together, soon", async () => {
    happens(3);
    await vi.advanceTimersByTimeAsync(250);
    expect(server.batches).toHaveLength(1);
    expect(server.sequences("client-one")).toEqual([1, 2, 3]);
    expect(log.unsent.value).toBe(0);
    expect(store.sequences("client-one")).toEqual([]);
  });

  it("are sent again with growing pauses, and recorded once", async () => {
    server.deaf = true;
    happens(2);
    await vi.advanceTimersByTimeAsync(250);
    expect(sender.failing.value).toBe(true);
    await vi.advanceTimersByTimeAsync(7_100);
    expect(server.batches, "after 1 s, 2 s and 4 s").toHaveLength(4);
    server.deaf = false;
    await vi.advanceTimersByTimeAsync(8_000);
    expect(sender.failing.value).toBe(false);
    expect(log.unsent.value).toBe(0);
    expect(server.sequences("client-one")).toEqual([1, 2]);
  });

  it("of a busy server, or one whose disk is full, wait for it", async () => {
    for (const code of ["busy", "disk_full"]) {
      server.complaint = new Complaint(code, "Later.", { status: 503 });
      happens(1);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(log.unsent.value).toBe(1);
      server.complaint = null;
      await vi.advanceTimersByTimeAsync(30_000);
      expect(log.unsent.value).toBe(0);
    }
  });

  it("go at once when the line is back", async () => {
    server.complaint = Complaint.unreachable("Gone.");
    happens(1);
    await vi.advanceTimersByTimeAsync(20_000);
    server.complaint = null;
    sender.wake();
    await vi.advanceTimersByTimeAsync(1);
    expect(log.unsent.value).toBe(0);
  });

  it("too many for the server's limit go in smaller batches", async () => {
    server.most = 3;
    happens(10);
    await vi.advanceTimersByTimeAsync(250);
    expect(server.sequences("client-one")).toEqual(upTo(10));
    expect(log.unsent.value).toBe(0);
  });

  it("one that will never do is told, and holds up no other", async () => {
    const plain = server.post;
    sender = new Sender(log, async (batch, keepalive) => {
      if (batch.events.some(({ sequence }) => sequence === 2))
        throw new Complaint("invalid_input", "No.", { status: 422 });
      return plain(batch, keepalive);
    });
    happens(3);
    await vi.advanceTimersByTimeAsync(500);
    expect(server.sequences("client-one")).toEqual([1, 3, 4]);
    expect(server.records.get("client-one")?.get(4)?.kind).toBe("event_refused");
    expect(log.unsent.value).toBe(0);
  });

  it("are kept where the server does not know the page's protocol", async () => {
    server.complaint = new Complaint("protocol_mismatch", "Another.", { status: 400 });
    happens(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(store.sequences("client-one")).toEqual([1]);
  });
});

describe("a page that closes", () => {
  it("sends what is not acknowledged, within what a browser sends for it", async () => {
    const text = "x".repeat(25_000);
    for (let count = 0; count < 3; count++) log.record({ kind: "page_shown", scene: null, content: { text } }, "s");
    sender.leave();
    expect(server.batches).toHaveLength(1);
    expect(server.batches[0]?.keepalive).toBe(true);
    expect(server.batches[0]?.batch.events).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(250);
    expect(log.unsent.value).toBe(0);
  });

  it("leaves the rest on the disk, and the next one sends it under the name of the first", async () => {
    server.complaint = Complaint.unreachable("Gone.");
    happens(4);
    await vi.advanceTimersByTimeAsync(250);
    sender.stop();
    server.complaint = null;
    open("client-two");
    happens(1);
    expect(await sender.sendLeft()).toBe(true);
    await vi.advanceTimersByTimeAsync(250);
    expect(server.sequences("client-one")).toEqual([1, 2, 3, 4]);
    expect(server.sequences("client-two")).toEqual([1]);
    expect(store.sequences("client-one")).toEqual([]);
    expect(await sender.sendLeft()).toBe(false);
  });

  it("is taken over by another that is open, too", async () => {
    happens(1);
    await vi.advanceTimersByTimeAsync(250);
    const event = server.records.get("client-one")?.get(1);
    if (!event) throw new Error("Expected an event.");
    await store.keep("client-two", [event]);
    await vi.advanceTimersByTimeAsync(16_000);
    expect(server.sequences("client-two")).toEqual([1]);
  });

  it("does not hold up another where the disk does not let go of what was sent", async () => {
    happens(1);
    await vi.advanceTimersByTimeAsync(1);
    vi.spyOn(store, "drop").mockRejectedValue(new Error("Stuck."));
    sender.stop();
    open("client-two");
    await sender.sendLeft();
    expect(server.batches).toHaveLength(1);
  });
});
