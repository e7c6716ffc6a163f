import { describe, expect, it } from "vitest";
import { sortMaps } from "../../../src/structure/maps/maps";
import { TENSOR } from "../samples";

describe("feature maps", () => {
  it("are sorted by channel, or by score with equal ones by channel", () => {
    const maps = [
      { channel: 4, entropy: 0.5, score: 0.5, map: TENSOR },
      { channel: 1, entropy: 0.5, score: 0.5, map: TENSOR },
      { channel: 2, entropy: 0.9, score: 0.9, map: TENSOR },
    ];
    expect(sortMaps(maps, "channel").map(({ channel }) => channel)).toEqual([1, 2, 4]);
    expect(sortMaps(maps, "score").map(({ channel }) => channel)).toEqual([2, 1, 4]);
  });
});
