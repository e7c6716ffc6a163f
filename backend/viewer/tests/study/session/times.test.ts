import { describe, expect, it } from "vitest";
import { directionOf } from "../../../src/study/session/direction.ts";
import { aboutMinutes, clockTime, minutesLeft } from "../../../src/study/session/times.ts";
import { STEPS } from "../sample.ts";

describe("time", () => {
  it("that is left is what is left of the step, and the steps after it", () => {
    expect(minutesLeft(STEPS, 0, 0)).toBe(15);
    expect(minutesLeft(STEPS, 1, 60_000)).toBe(12);
    expect(minutesLeft(STEPS, 1, 3_600_000), "whoever takes longer has no less to do").toBe(10);
  });

  it.each([
    [0.4, "less than a minute"],
    [3.4, "about 3 min"],
    [12.6, "about 15 min"],
    [59, "about 1 h"],
    [88, "about 1 h 30 min"],
  ])("of %d minutes is %j", (minutes, words) => expect(aboutMinutes(minutes)).toBe(words));

  it.each([
    [0, "0:00"],
    [1, "0:01"],
    [59_001, "1:00"],
    [599_999, "10:00"],
    [-5, "0:00"],
  ])("of %d milliseconds is %s on a clock", (milliseconds, shown) => expect(clockTime(milliseconds)).toBe(shown));
});

it.each([
  ["en", "ltr"],
  ["ar-EG", "rtl"],
  ["he", "rtl"],
  ["uz-Arab", "rtl"],
  ["ku-Latn", "ltr"],
  ["ur-Latn", "ltr"],
  ["arn", "ltr"],
])("the language %s is written %s", (language, direction) => expect(directionOf(language)).toBe(direction));
