import { describe, expect, it } from "vitest";
import { timeWords } from "../../../src/study/session/timeWords.ts";
import { step } from "../sample.ts";

const said = (given: Parameters<typeof step>[0], minutes: number) => timeWords(step(given), 60_000 * minutes);

describe("the time that is left", () => {
  it("is a clock of a limit, which is short in its last minute", () => {
    const task = { kind: "task", minutes: 5, limit_minutes: 10 } as const;
    expect(said(task, 2.5)).toEqual({ text: "7:30", exact: true, short: false });
    expect(said(task, 9.5)).toEqual({ text: "0:30", exact: true, short: true });
  });

  it("is what is planned of a tutorial, and nothing of a task without a limit", () => {
    expect(said({ kind: "tutorial", minutes: 15 }, 3.2)?.text).toBe("12 of 15 min left");
    expect(said({ kind: "tutorial", minutes: 15 }, 16)?.text).toBe("Time is over");
    expect(said({ kind: "task", minutes: 5 }, 1)).toBeNull();
  });
});
