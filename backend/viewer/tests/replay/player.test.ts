import { beforeEach, describe, expect, it } from "vitest";
import { Player } from "../../src/replay/player.ts";
import { Recorder, recordOf, rectangle } from "./events.ts";

let player: Player;

beforeEach(() => {
  const recorder = new Recorder();
  recorder.tell("step_started", 0, { step: "consent", scene: null });
  recorder.tell("step_finished", 4000, { step: "consent", scene: null });
  recorder.tell("step_started", 4000);
  recorder.tell("mask_drawn", 5000, { content: { index: 0, mask: rectangle(1) } });
  recorder.tell("recalculation_requested", 5010, { content: { operation: "layers" } });
  recorder.tell("mask_removed", 65_000, { content: { index: 0, mask: rectangle(1) } });
  player = new Player(recordOf(recorder.events));
});

it("shows what was there at each time, forward and backward", () => {
  const masks = (time: number) => {
    player.seek(time);
    return player.moment.value.masks.length;
  };
  expect([0, 4999, 5000, 64_999, 65_000].map(masks)).toEqual([0, 0, 1, 1, 0]);
  expect([64_999, 5000, 4999].map(masks)).toEqual([1, 1, 0]);
  player.seek(1e9);
  expect(player.time.value).toBe(65_000);
  player.seek(-5);
  expect(player.time.value).toBe(0);
});

it("knows the steps", () => {
  expect(player.bands.value).toEqual([
    { step: "consent", from: 0, to: 4000 },
    { step: "task.clustered.cat.explore", from: 4000, to: 65_000 },
  ]);
});

describe("playing", () => {
  it("goes at its speed, to the end, and from there begins anew", () => {
    player.advance(1000);
    expect(player.time.value, "it stands still").toBe(0);
    player.toggle();
    player.advance(1000);
    player.speed.value = 16;
    player.advance(1000);
    expect(player.time.value).toBe(17_000);
    player.advance(60_000);
    expect([player.time.value, player.playing.value]).toEqual([65_000, false]);
    player.toggle();
    expect([player.time.value, player.playing.value]).toEqual([0, true]);
  });

  it("leaves idle time out on wish, at the same event", () => {
    player.seek(5500);
    player.skipIdle(true);
    expect([player.time.value, player.place.value]).toEqual([3500, 4]);
    expect(player.length.value).toBe(5010);
    player.seek(5010);
    player.skipIdle(false);
    expect([player.time.value, player.place.value]).toEqual([65_000, 5]);
  });
});

describe("a jump", () => {
  it("goes to the next event of its kind, and back", () => {
    const jumped = (...to: Parameters<Player["jump"]>) => (player.jump(...to) ? player.time.value : null);
    expect(jumped(1, "masks")).toBe(5000);
    expect(jumped(1, "masks")).toBe(65_000);
    expect(jumped(1, "masks")).toBeNull();
    expect(jumped(-1, "masks")).toBe(5000);
    expect(jumped(-1, "masks")).toBeNull();
    expect(jumped(1, "network")).toBe(5010);
    expect(jumped(1, "questions")).toBeNull();
  });

  it("of any kind goes through them all; what happens at once is one stop on the way back", () => {
    const stops = [];
    while (player.jump(1)) stops.push(player.time.value);
    expect(stops).toEqual([4000, 5000, 5010, 65_000]);
    while (player.jump(-1)) stops.push(player.time.value);
    expect(stops.slice(4)).toEqual([5010, 5000, 4000, 0]);
  });
});

it("without events there is nothing to play", () => {
  player = new Player(recordOf([]));
  player.toggle();
  expect([player.playing.value, player.place.value, player.moment.value.event]).toEqual([false, -1, null]);
});
