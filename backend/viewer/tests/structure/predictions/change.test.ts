import { describe, expect, it } from "vitest";
import { classChanges, lostAnswer, pointsText } from "../../../src/structure/predictions/change";
import { predictionsOf } from "../samples";

describe("what masking changed", () => {
  it("is told by class, and null where the class was not among the ten", () => {
    const changes = classChanges(predictionsOf([3, 0.5], [9, 0.2]), predictionsOf([9, 0.6], [1, 0.3]));
    expect(changes.map(({ before }) => before)).toEqual([null, 0.6]);
    expect(changes[1]?.change).toBeCloseTo(-0.4, 12);
  });

  it("keeps the unmasked answer, at most as probable as the last of those that are told", () => {
    const original = predictionsOf([9, 0.6], [1, 0.3]);
    const lost = lostAnswer(predictionsOf([3, 0.5], [1, 0.25]), original);
    expect([lost?.label.index, lost?.before, lost?.atMost]).toEqual([9, 0.6, 0.25]);
    expect(lostAnswer(predictionsOf([3, 0.5], [9, 0.2]), original)).toBeNull();
    expect(lostAnswer(predictionsOf([3, 0.5]), null)).toBeNull();
  });

  it("reads with a sign, and without one where it rounds to nothing", () => {
    expect([0.123, -0.004, 0.0004, -0.0004, 0].map(pointsText)).toEqual(["+12.3", "−0.4", "0.0", "0.0", "0.0"]);
  });
});
