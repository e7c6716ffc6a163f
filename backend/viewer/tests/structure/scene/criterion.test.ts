import { expect, test } from "vitest";
import { CRITERIA } from "../../../src/protocol/messages.ts";
import { criterionName, criterionTitle, meanName, scoreText } from "../../../src/structure/scene/criterion.ts";

test("a criterion is called as the protocol calls it", () => {
  for (const { value, label } of CRITERIA) expect(criterionTitle(value)).toBe(label);
  expect(CRITERIA.map(({ value }) => criterionName(value))).toEqual(["entropy", "mean activation"]);
  expect(CRITERIA.map(({ value }) => meanName(value))).toEqual(["mean entropy", "mean activation"]);
});

test("an entropy is a share, and other scores are of any size", () => {
  expect(scoreText("entropy", 0.8765)).toBe("0.88");
  expect(scoreText("entropy", 0.8766, 3)).toBe("0.877");
  expect(scoreText("mean_activation", -0.0012345)).toBe("−0.00123");
  expect(scoreText("mean_activation", 412.36, 3)).toBe("412.4");
});
