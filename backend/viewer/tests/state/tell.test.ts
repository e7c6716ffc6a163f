// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from "vitest";
import { enterScene, onTell, type Told, tell } from "../../src/state/tell.ts";

let stop = () => {};
afterEach(() => stop());

/** What is told from now on. */
function heard(): Told[] {
  const all: Told[] = [];
  stop = onTell((told) => all.push(told));
  return all;
}

describe("tell", () => {
  it("is heard at once, with its content and outside of scenes without one", () => {
    const all = heard();
    tell("help_opened", { topic: "masks" });
    tell("maps_closed");
    expect(all).toEqual([
      { kind: "help_opened", scene: null, content: { topic: "masks" } },
      { kind: "maps_closed", scene: null, content: {} },
    ]);
  });

  it("says the scene that was entered, until it is left", () => {
    const all = heard();
    const leave = enterScene("structure");
    tell("maps_closed");
    const leaveNext = enterScene("pool");
    leave(); // late: the next is entered already
    tell("page_hidden");
    tell("step_started");
    leaveNext();
    tell("page_shown");
    expect(all.map(({ kind, scene }) => [kind, scene])).toEqual([
      ["scene_entered", "structure"],
      ["maps_closed", "structure"],
      ["scene_entered", "pool"],
      ["page_hidden", "pool"],
      ["step_started", null],
      ["page_shown", null],
    ]);
  });

  it("is heard by one log at a time, and by none once that has stopped", () => {
    const first = heard();
    const stopFirst = stop;
    const second = heard();
    stopFirst(); // is not the one that hears
    tell("paused");
    stop();
    tell("resumed");
    expect(first).toEqual([]);
    expect(second.map(({ kind }) => kind)).toEqual(["paused"]);
  });
});
