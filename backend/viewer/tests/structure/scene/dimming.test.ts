import { describe, expect, it } from "vitest";
import { DIM_AFTER, Dimming } from "../../../src/structure/scene/dimming.ts";

/** Lets so much time pass that nothing goes on any more. */
function settle(dimming: Dimming, now: number): void {
  while (dimming.step(now, 0.1));
}

describe("what is out of date", () => {
  it("fades after a moment, and comes back", () => {
    const shown = { value: 0 };
    const dimming = new Dimming(shown);
    dimming.setPending(true, 1000);
    expect(dimming.step(1000 + DIM_AFTER - 1, 1)).toBe(false);
    expect(shown.value).toBe(0);
    expect(dimming.step(1000 + DIM_AFTER, 0.01)).toBe(true);
    const begun = shown.value;
    expect(begun).toBeGreaterThan(0);
    settle(dimming, 1000 + DIM_AFTER);
    expect(shown.value).toBeGreaterThan(begun);
    dimming.setPending(false, 2000);
    settle(dimming, 2000);
    expect(shown.value).toBe(0);
  });

  it("stays dim rather than pulse where another request follows", () => {
    const shown = { value: 0 };
    const dimming = new Dimming(shown);
    dimming.setPending(true, 0);
    settle(dimming, DIM_AFTER);
    const dim = shown.value;
    dimming.setPending(true, 2000);
    dimming.step(2001, 0.01);
    expect(shown.value).toBe(dim);
  });

  it("does not dim while requests follow each other quickly", () => {
    const shown = { value: 0 };
    const dimming = new Dimming(shown);
    for (const now of [0, DIM_AFTER - 1, 2 * DIM_AFTER - 2]) {
      expect(dimming.step(now, 1)).toBe(false);
      dimming.setPending(true, now);
    }
    expect(shown.value).toBe(0);
  });
});
