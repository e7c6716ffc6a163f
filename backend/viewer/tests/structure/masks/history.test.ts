import { describe, expect, it } from "vitest";
import { begun, MAX_STEPS, redone, stepped, undone } from "../../../src/structure/masks/history";
import { between, randomNumbers } from "../random";

describe("undo and redo", () => {
  it("follow a list of states with a place in it", () => {
    const random = randomNumbers(21);
    let history = begun(0);
    let states = [0];
    let place = 0;
    for (let step = 1; step < 400; step++) {
      const choice = between(random, 0, 2);
      if (choice === 0) {
        history = stepped(history, step);
        states = [...states.slice(0, place + 1), step].slice(-MAX_STEPS - 1);
        place = states.length - 1;
      } else if (choice === 1) {
        history = undone(history);
        place = Math.max(0, place - 1);
      } else {
        history = redone(history);
        place = Math.min(states.length - 1, place + 1);
      }
      expect(history.present).toBe(states[place]);
      expect(history.past).toEqual(states.slice(0, place));
      expect(history.future).toEqual(states.slice(place + 1));
    }
  });

  it("keep a bounded number of steps", () => {
    let history = begun(0);
    for (let step = 1; step <= 3 * MAX_STEPS; step++) history = stepped(history, step);
    expect(history.past.length).toBe(MAX_STEPS);
    expect(history.past[0]).toBe(2 * MAX_STEPS);
  });

  it("take no step to where they are", () => {
    const history = begun("a");
    expect(stepped(history, "a")).toBe(history);
  });
});
