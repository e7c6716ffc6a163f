import { describe, expect, it } from "vitest";
import { BreakReminder } from "../../src/vr/breakReminder.ts";
import { Hand } from "../../src/vr/hand.ts";
import { SnapTurn, STEP } from "../../src/vr/snapTurn.ts";

describe("a break", () => {
  it("is proposed after so many minutes of wearing, again after they were seen, and never where that is chosen", () => {
    const reminder = new BreakReminder();
    const due: number[] = [];
    for (let second = 0; second <= 45 * 60; second++) {
      if (!reminder.isDue(1000 * second, 20)) continue;
      due.push(second / 60);
      reminder.restart(1000 * second);
    }
    expect(due).toEqual([20, 40]);
    expect(reminder.isDue(1000 * 60 * 45, 0)).toBe(false);
  });

  it("was had by who took the headset off for a minute", () => {
    const reminder = new BreakReminder();
    const minute = 60_000;
    for (let second = 0; second <= 19 * 60; second++) reminder.isDue(1000 * second, 20);
    expect(reminder.rested).toBe(false);
    expect(reminder.isDue(20 * minute + 1, 20)).toBe(false);
    expect(reminder.rested).toBe(true);
    expect(reminder.isDue(20 * minute + 2, 20)).toBe(false);
    expect(reminder.rested).toBe(false);
  });
});

describe("a thumbstick", () => {
  const hands = () => ({ left: new Hand("left"), right: new Hand("right") });

  it("turns a person by one step for one push: to the right, the world to the left", () => {
    const [turn, both] = [new SnapTurn(), hands()];
    const pushes = [0, 0.8, 1, 0.5, 0.3, -0.9, 0];
    const steps = pushes.map((push) => {
      both.right.stick = push;
      return turn.step(both);
    });
    expect(steps).toEqual([0, STEP, 0, 0, 0, -STEP, 0]);
  });

  it("does not turn what is held", () => {
    const both = hands();
    both.left.squeezing = true;
    both.left.stick = 1;
    expect(new SnapTurn().step(both)).toBe(0);
  });
});
