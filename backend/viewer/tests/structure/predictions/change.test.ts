import { describe, expect, it } from "vitest";
import { classChanges, pointsText } from "../../../src/structure/predictions/change";
import { predictionsOf } from "../samples";

describe("what masking changed", () => {
  it("is told by class, and null where the class was not among the ten", () => {
    const changes = classChanges(predictionsOf([3, 0.5], [9, 0.2]), predictionsOf([9, 0.6], [1, 0.3]));
    expect(changes.map(({ before }) => before)).toEqual([null, 0.6]);
    expect(changes[1]?.change).toBeCloseTo(-0.4, 12);
  });

  it("reads with a sign, and without one where it rounds to nothing", () => {
    expect([0.123, -0.004, 0.0004, -0.0004, 0].map(pointsText)).toEqual(["+12.3", "−0.4", "0.0", "0.0", "0.0"]);
  });
});
