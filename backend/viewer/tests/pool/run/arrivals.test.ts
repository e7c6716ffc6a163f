import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Arrivals } from "../../../src/pool/run/arrivals.ts";

let shown: number[];
let arrivals: Arrivals<number>;

beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  arrivals = new Arrivals((latest) => shown.push(latest), 400);
});

afterEach(() => {
  vi.useRealTimers();
});

describe("what arrives", () => {
  it("is shown at once, and then the latest of what came since, once in a while", () => {
    arrivals.offer(1);
    expect(shown).toEqual([1]);
    arrivals.offer(2);
    vi.advanceTimersByTime(300);
    arrivals.offer(3);
    expect(shown).toEqual([1]);
    vi.advanceTimersByTime(100);
    expect(shown).toEqual([1, 3]);
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1, 3]);
    arrivals.offer(4);
    expect(shown).toEqual([1, 3, 4]);
  });

  it("does not wait where it must be seen", () => {
    arrivals.offer(1);
    arrivals.offer(2);
    arrivals.flush();
    expect(shown).toEqual([1, 2]);
    arrivals.flush();
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1, 2]);
  });

  it("is forgotten when something else begins, which is shown at once", () => {
    arrivals.offer(1);
    arrivals.offer(2);
    arrivals.drop();
    arrivals.offer(3);
    vi.advanceTimersByTime(10_000);
    expect(shown).toEqual([1, 3]);
  });
});
