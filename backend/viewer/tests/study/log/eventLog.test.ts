import { beforeEach, describe, expect, it, vi } from "vitest";
import { MAX_EVENTS } from "../../../src/protocol/messages.ts";
import type { Told } from "../../../src/state/tell.ts";
import { drawClientId } from "../../../src/study/log/clientId.ts";
import { EventLog } from "../../../src/study/log/eventLog.ts";
import { MemoryStore } from "./memoryStore.ts";

const told = (content: Record<string, unknown> = {}): Told => ({ kind: "camera_moved", scene: "pool", content });

let store: MemoryStore;
let log: EventLog;
beforeEach(() => {
  store = new MemoryStore();
  log = new EventLog("client-one", store);
});

/** Lets what is under way be done. */
const rest = () => vi.waitFor(() => expect(log.next(1)).not.toBeNull());

it("a client's name is one that the server takes, and another for each page", () => {
  const [one, other] = [drawClientId(), drawClientId()];
  expect(one).toMatch(/^[A-Za-z0-9_-]{8,64}$/);
  expect(one).not.toBe(other);
});

describe("an event", () => {
  it("gets its number and its times when it happens", async () => {
    const before = Date.now();
    log.record(told({ a: 1 }), "task.one");
    log.record(told(), "task.one");
    await rest();
    const [first, second] = log.next()?.events ?? [];
    expect(first).toMatchObject({
      sequence: 1,
      kind: "camera_moved",
      step: "task.one",
      scene: "pool",
      content: { a: 1 },
    });
    expect(first?.wall_ms).toBeGreaterThanOrEqual(before);
    expect(second?.sequence).toBe(2);
    expect(second?.monotonic_ms).toBeGreaterThanOrEqual(first?.monotonic_ms ?? Number.NaN);
  });

  it("is sent only when it is on the disk, but with those of a page that is closing", async () => {
    const release = store.hold();
    log.record(told(), "s");
    expect(log.next()).toBeNull();
    expect(log.next(10, 1000, true)?.events).toHaveLength(1);
    release();
    await rest();
    expect(store.sequences("client-one")).toEqual([1]);
  });

  it("waits, in memory and on the disk, until a receipt names it", async () => {
    for (let count = 0; count < 3; count++) log.record(told(), "s");
    await rest();
    await vi.waitFor(() => expect(log.next()?.events).toHaveLength(3));
    const batch = log.next();
    if (!batch) throw new Error("Expected a batch.");
    expect(log.settle(batch, { acknowledged: [1, 3, 9], refused: [] })).toBe(2);
    expect(log.unsent.value).toBe(1);
    expect(log.next()?.events.map(({ sequence }) => sequence)).toEqual([2]);
    expect(store.sequences("client-one")).toEqual([2]);
  });

  it("that is refused is told once among the events", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    log.record(told(), "s");
    await rest();
    const batch = log.next();
    if (!batch) throw new Error("Expected a batch.");
    log.settle(batch, { acknowledged: [], refused: [{ sequence: 1, message: "Expected x." }] });
    await rest();
    const [event, more] = log.next()?.events ?? [];
    expect(event).toMatchObject({
      sequence: 2,
      kind: "event_refused",
      content: { refused: "camera_moved", message: "Expected x." },
    });
    expect(more).toBeUndefined();
    log.settle(log.next() ?? batch, { acknowledged: [], refused: [{ sequence: 2, message: "Expected y." }] });
    expect(log.unsent.value).toBe(0);
    expect(warn).toHaveBeenCalledTimes(2);
  });
});

describe("a batch", () => {
  it("holds as many as a server takes, and no more bytes than it does", async () => {
    for (let count = 0; count < MAX_EVENTS + 1; count++) log.record(told(), "s");
    await vi.waitFor(() => expect(log.next()?.events).toHaveLength(MAX_EVENTS));
    expect(log.next(3)?.events).toHaveLength(3);
    const large = new EventLog("client-two", null);
    for (let count = 0; count < 3; count++) large.record(told({ text: "x".repeat(1000) }), "s");
    expect(large.next(9, 2500)?.events).toHaveLength(2);
    expect(large.next(9, 10)?.events, "one that is larger alone").toHaveLength(1);
  });
});

describe("a browser", () => {
  it("that keeps nothing says so, and its events are sent all the same", () => {
    const without = new EventLog("client-two", null);
    expect(without.keeps.value).toBe(false);
    without.record(told(), "s");
    expect(without.next()?.events).toHaveLength(1);
  });

  it("that has no room says so until it has some, and loses nothing", async () => {
    store.hasRoom = false;
    log.record(told(), "s");
    await vi.waitFor(() => expect(log.keeps.value).toBe(false));
    expect(log.next()?.events).toHaveLength(1);
    store.hasRoom = true;
    log.record(told(), "s");
    await vi.waitFor(() => expect(log.keeps.value).toBe(true));
    expect(store.sequences("client-one")).toEqual([1, 2]);
  });
});

it("whoever waits is told when all is settled that was there then", async () => {
  let done = false;
  log.record(told(), "s");
  void log.settled().then(() => {
    done = true;
  });
  await rest();
  log.record(told(), "s");
  await vi.waitFor(() => expect(log.next()?.events).toHaveLength(2));
  const batch = log.next();
  if (!batch) throw new Error("Expected a batch.");
  log.settle(batch, { acknowledged: [2], refused: [] });
  await Promise.resolve();
  expect(done).toBe(false);
  log.settle(batch, { acknowledged: [1], refused: [] });
  await Promise.resolve();
  expect(done).toBe(true);
});
