import { expect, it } from "vitest";
import { STRUCTURE_TOPICS } from "../../src/structure/topics.ts";
import { topicsInVr } from "../../src/vr/vrTopic.ts";

it("tells how one moves first, and nothing of what only the page has", () => {
  const told = topicsInVr(STRUCTURE_TOPICS).map(({ id }) => id);
  expect(told.slice(0, 2)).toEqual(["vr", "input"]);
  for (const id of ["all-layers", "computed", "layer-list", "compare"]) expect(told).not.toContain(id);
});
