import { describe, expect, it } from "vitest";
import { ABSENT_AFTER, concernOf, concerns, LONG_PAUSE } from "../../src/experimenter/attention.ts";
import { NOW, overview, participant } from "./overview.ts";

function concern(changes: Parameters<typeof participant>[0]) {
  return concernOf(participant(changes), NOW);
}

describe("somebody", () => {
  it("who is here and in time needs nobody, nor one whose session is over", () => {
    expect(concern({})).toBeNull();
    expect(concern({ state: "ended", present: false, seen_ms: NOW - 1e7 })).toBeNull();
    expect(concern({ state: "aborted", present: false, seen_ms: null })).toBeNull();
  });

  it("who went away in the middle is missed after a while, also one who was never seen", () => {
    const absent = { present: false, seen_ms: NOW - ABSENT_AFTER + 1 };
    expect(concern(absent)).toBeNull();
    expect(concern({ ...absent, seen_ms: NOW - 240_000 })).toEqual({ kind: "absent", words: "Absent for 4 min" });
    expect(concern({ present: false, seen_ms: null })).toEqual({ kind: "absent", words: "Not here" });
    expect(concern({ present: false, seen_ms: null, started_ms: NOW - 1000 }), "just started").toBeNull();
  });

  it("who is much longer at a step than planned, pauses aside", () => {
    const at = (step_minutes: number, spent: number) => ({
      step_minutes,
      step_since_ms: NOW - spent * 60_000,
      state_since_ms: NOW - 1e8,
    });
    expect(concern(at(15, 22))).toBeNull();
    expect(concern(at(15, 23))).toEqual({ kind: "slow", words: "23 min at a step of 15 minutes" });
    expect(concern({ ...at(15, 23), state_since_ms: NOW - 60_000 }), "resumed a minute ago").toBeNull();
    expect(concern(at(1, 2)), "a short step may take a little").toBeNull();
    expect(concern(at(0, 100)), "nothing was planned").toBeNull();
    expect(concern({ ...at(15, 100), step_since_ms: null }), "not begun").toBeNull();
  });

  it("who is paused for long, and who waits for the start", () => {
    const paused = { state: "paused", present: false } as const;
    expect(concern({ ...paused, state_since_ms: NOW - LONG_PAUSE + 1 })).toBeNull();
    expect(concern({ ...paused, state_since_ms: NOW - 12 * 60_000 })).toMatchObject({ words: "Paused for 12 min" });
    expect(concern({ state: "waiting", present: true })).toMatchObject({ kind: "ready" });
    expect(concern({ state: "waiting", present: false })).toBeNull();
  });

  it("who is simulated needs nobody", () => {
    expect(concern({ simulated: true, present: false, seen_ms: null })).toBeNull();
  });
});

it("those who need somebody are told by number", () => {
  const found = concerns(overview({}, { present: false, seen_ms: null }, { state: "waiting" }));
  expect(found.map(({ participant: number, concern: { kind } }) => [number, kind])).toEqual([
    [2, "absent"],
    [3, "ready"],
  ]);
});
