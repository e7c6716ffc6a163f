import { expect, test } from "vitest";
import { correlationWords } from "../../../src/sideBySide/copies/correlationWords";

test.each([
  [0.93, "is 0.93: 1 where", "both need much the same places."],
  [0.5, "is 0.50:", "both need the same places in part."],
  [-0.284, "is −0.28:", "says little of what the other needs."],
  [-0.6, "is −0.60:", "one tends to need what the other can do without."],
  [null, "is not defined:", "all pixels matter alike."],
])("a rank correlation of %s is told with what it means", (correlation, value, meaning) => {
  const words = correlationWords(correlation);
  expect(words).toContain(`The rank correlation of both maps ${value}`);
  expect(words.endsWith(meaning)).toBe(true);
});
