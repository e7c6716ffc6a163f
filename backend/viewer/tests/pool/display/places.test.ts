import { describe, expect, it } from "vitest";
import { Places } from "../../../src/pool/display/places.ts";
import type { PoolImage } from "../../../src/protocol/messages.ts";
import { poolOf } from "../recorded.ts";

const { images } = poolOf("1");
const byIndex = (some: readonly PoolImage[]) => [...some].sort((a, b) => a.index - b.index);

describe("places of a pool that arrives", () => {
  it("are kept by those that have them, wherever in the list the next ones stand", () => {
    const places = new Places();
    const [first, second] = [images.filter((_, k) => k % 3 === 1), images.filter((_, k) => k % 3 === 0)];
    const before = new Map(places.of(first, 1));
    const both = byIndex([...first, ...second]);
    const after = places.of(both, 1);
    for (const [index, point] of before) expect(after.get(index)).toBe(point);
    expect([...after.keys()].sort((a, b) => a - b)).toEqual(both.map(({ index }) => index));
  });

  it("are taken anew where an image is another one than before, or is gone, or they stand farther apart", () => {
    const places = new Places();
    const count = () => places.of(images, 1).size;
    expect(count()).toBe(images.length);
    expect(places.of(images.slice(1), 1).size).toBe(images.length - 1);
    const moved = images.map((image) => ({ ...image, position: [0, 0, 0] as [number, number, number] }));
    const [one, two] = [...places.of(moved, 0).values()];
    expect(one).toEqual(two);
    const [left, right] = [...places.of(moved, 2).values()];
    expect(left).not.toEqual(right);
  });
});
