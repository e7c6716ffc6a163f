import { describe, expect, it } from "vitest";
import { converted, LONGEST_ABSENCE, LONGEST_REST, placeAt, timelineOf, timeText } from "../../src/replay/timeline.ts";
import { Recorder } from "./events.ts";

describe("events", () => {
  it("of one client are as long apart as its clock says, whatever the others say", () => {
    const recorder = new Recorder();
    recorder.tell("session_opened", 5000, { wall_ms: 9e12 });
    recorder.tell("step_started", 5400, { wall_ms: 1, received_ms: 2e12 });
    recorder.tell("step_finished", 65_400, { wall_ms: 8e12, received_ms: 1 });
    expect(timelineOf(recorder.events).times).toEqual([0, 400, 60_400]);
  });

  it("of one client are in the order of its numbers, also where a batch came late", () => {
    const recorder = new Recorder();
    const [first, second, third] = [0, 10, 20].map((at) => recorder.tell("camera_moved", at));
    const { events, times } = timelineOf([second, third, first] as typeof recorder.events);
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(times).toEqual([0, 10, 20]);
  });

  it("of several are in the order in which they arrived; from one to another the server's clock counts", () => {
    const recorder = new Recorder();
    recorder.tell("session_opened", 100);
    recorder.tell("step_started", 1100);
    recorder.tell("session_opened", 7, { received_ms: 1e12 + 1600 }, "client-b");
    recorder.tell("mask_drawn", 2100);
    recorder.tell("mask_drawn", 2007, {}, "client-b");
    const { events, times } = timelineOf(recorder.events);
    expect(events.map(({ client_id }) => client_id.at(-1))).toEqual(["a", "a", "b", "a", "b"]);
    // a: 0, 1000; b comes 500 later; a goes on 1000 after its last; b 2000 after its first.
    expect(times).toEqual([0, 1000, 1500, 2000, 3500]);
  });

  it("never go back in time, though a server's clock does, and an absence is cut short", () => {
    const recorder = new Recorder();
    recorder.tell("session_opened", 0);
    recorder.tell("session_opened", 0, { received_ms: 5 }, "client-b");
    recorder.tell("session_opened", 0, { received_ms: 1e12 }, "client-c");
    expect(timelineOf(recorder.events).times).toEqual([0, 0, LONGEST_ABSENCE]);
  });

  it("follow each other at once where idle time is skipped", () => {
    const recorder = new Recorder();
    for (const at of [0, 100, 90_000, 90_050]) recorder.tell("camera_moved", at);
    expect(timelineOf(recorder.events).brief).toEqual([0, 100, 100 + LONGEST_REST, 150 + LONGEST_REST]);
  });

  it("may be none", () => {
    expect(timelineOf([])).toEqual({ events: [], times: [], brief: [] });
  });
});

it("the event of a time is the last that has happened by then", () => {
  const times = [0, 10, 10, 40];
  expect([-1, 0, 9.9, 10, 39, 40, 99].map((time) => placeAt(times, time))).toEqual([-1, 0, 0, 2, 2, 3, 3]);
  expect(placeAt([], 5)).toBe(-1);
});

it("a time keeps its event on another scale", () => {
  const [times, brief] = [
    [0, 100, 90_000],
    [0, 100, 2100],
  ];
  expect(converted(50, times, brief)).toBe(50);
  expect(converted(60_000, times, brief), "within the idle time").toBe(2100);
  expect(converted(90_000, times, brief)).toBe(2100);
  expect(converted(2100, brief, times)).toBe(90_000);
  expect(converted(0, [], [])).toBe(0);
});

it("a time is read as on a clock", () => {
  expect([0, 7999, 750_000, 3_723_000].map(timeText)).toEqual(["0:00", "0:07", "12:30", "1:02:03"]);
});
