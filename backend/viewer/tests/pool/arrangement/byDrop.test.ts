import { describe, expect, it } from "vitest";
import { byDrop } from "../../../src/pool/arrangement/byDrop.ts";
import { placeCaptions } from "../../../src/pool/arrangement/captionPlaces.ts";
import { points } from "../../../src/pool/images/facts.ts";
import type { PoolImage } from "../../../src/protocol/messages.ts";
import { poolOf } from "../recorded.ts";

const { images, examined } = poolOf("1");
const change = (image: PoolImage) => image.original_probability - examined.probability;
const layout = byDrop(images, change, "cat");

/** As a person reads them: rows from above, in each from the left. */
function read(all: readonly PoolImage[], tiles: typeof layout.tiles): PoolImage[] {
  const at = (image: PoolImage) => tiles.get(image.index)?.point ?? [0, 0, 0];
  return [...all].sort((a, b) => {
    const down = at(b)[1] - at(a)[1];
    return Math.abs(down) > 1e-9 ? down : at(a)[0] - at(b)[0];
  });
}

describe("copies by the drop", () => {
  it("are read from the largest fall to the largest rise", () => {
    const changes = read(images, layout.tiles).map(change);
    expect(changes).toEqual([...changes].sort((a, b) => a - b));
    expect(changes[0]).toBeLessThan(0);
  });

  it("have before each row the change of its first copy, and a heading before those that fall and those that do not", () => {
    const rows = layout.captions.filter(({ at }) => at === "left");
    const heights = new Set([...layout.tiles.values()].map(({ point }) => point[1].toFixed(6)));
    expect(rows).toHaveLength(heights.size);
    for (const row of rows) {
      const inRow = images.filter(
        ({ index }) => Math.abs((layout.tiles.get(index)?.point[1] ?? 0) - row.point[1]) < 1e-9,
      );
      expect(row.text).toBe(points(Math.min(...inRow.map(change))));
    }
    const falling = images.filter((image) => change(image) < 0).length;
    const headings = layout.captions.filter(({ at }) => at === "above");
    expect(headings.map(({ text, more }) => `${text}: ${more}`)).toEqual([
      `cat falls: ${falling} copies`,
      ...(falling < images.length ? [`cat stays or rises: ${images.length - falling} copies`] : []),
    ]);
  });

  it("do not touch each other, and lie in the frame", () => {
    const { frame, tiles } = layout;
    const all = [...tiles.values()];
    for (const { point, side } of all) {
      expect(point[0] - side / 2).toBeGreaterThanOrEqual(frame.left);
      expect(point[0] + side / 2).toBeLessThanOrEqual(frame.right);
      expect(point[1] + side / 2).toBeLessThanOrEqual(frame.top);
      expect(point[1] - side / 2).toBeGreaterThanOrEqual(frame.bottom - 1e-9);
    }
    all.forEach((a, k) => {
      for (const b of all.slice(k + 1)) {
        const apart = Math.max(Math.abs(a.point[0] - b.point[0]), Math.abs(a.point[1] - b.point[1]));
        expect(apart).toBeGreaterThan(a.side * 1.24);
      }
    });
  });

  it("of equal changes the pool's order decides, whatever the order they came in", () => {
    const same = byDrop([...images].reverse(), () => -0.1, "cat");
    expect(read(images, same.tiles).map(({ index }) => index)).toEqual(images.map(({ index }) => index));
    expect(same.captions.filter(({ at }) => at === "above")).toHaveLength(1);
  });
});

it("captions of rows that are too near each other to be read are left out", () => {
  const scene = { projectPoint: ([x, y]: readonly [number, number, number]) => ({ x: 100 * x, y: 10 * (1 - y) }) };
  const row = (y: number) => ({ point: [1, y, 0] as const, at: "left" as const, text: "" });
  const places = placeCaptions(scene, [row(0), row(-1), row(-2), row(-3)]);
  expect(places.map((place) => place?.y ?? null)).toEqual([10, null, 30, null]);
});
