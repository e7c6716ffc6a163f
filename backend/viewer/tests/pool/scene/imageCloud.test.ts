import { describe, expect, it } from "vitest";
import { ImageCloud, type SceneImage } from "../../../src/pool/scene/imageCloud.ts";

const image = (index: number, x = index): SceneImage => ({
  index,
  point: [x, 0, 0],
  side: 0.09,
  fill: 0,
  cut: 0,
  drop: 0,
  mask: [0, 0, 1, 1],
  changed: false,
  supportVector: false,
  presence: "shown",
});
const at = (cloud: ImageCloud, index: number, now: number) => cloud.instances.at(cloud.placeOf(index) ?? -1, now);

describe("images that arrive in any order", () => {
  it("leave those that are there where they stand, and grow at their own places", () => {
    const cloud = new ImageCloud();
    cloud.setImages([image(2), image(5)], 0);
    cloud.setImages([image(0), image(2), image(3), image(5)], 10);
    expect(cloud.instances.count).toBe(4);
    for (const index of [2, 5])
      expect(at(cloud, index, 10)).toMatchObject({ x: index, side: at(cloud, index, 20).side });
    for (const index of [0, 3]) expect(at(cloud, index, 10)).toMatchObject({ x: index, side: 0 });
    for (const index of [0, 2, 3, 5]) expect(cloud.indexAt(cloud.placeOf(index) ?? -1)).toBe(index);
  });

  it("move from where they were when all get new positions", () => {
    const cloud = new ImageCloud();
    cloud.setImages([image(4), image(1)], 0);
    cloud.setImages([image(1, 7), image(3, 8), image(4, 9)], 10);
    expect(at(cloud, 4, 10).x).toBe(4);
    expect(at(cloud, 4, 20).x).toBe(9);
    expect(at(cloud, 1, 20).x).toBe(7);
  });

  it("stand where they belong at once where that is wanted, and nothing is on its way", () => {
    const cloud = new ImageCloud();
    cloud.setImages([image(0)], 10, true);
    expect(cloud.tick(10)).toBe(false);
    expect(at(cloud, 0, 10).side).toBeGreaterThan(0);
    cloud.setImages([image(0, 4), image(1)], 11, true);
    expect(at(cloud, 0, 11).x).toBe(4);
    expect(cloud.tick(10.99)).toBe(false);
    cloud.setImages([image(0), image(1)], 12);
    expect(cloud.tick(12.1)).toBe(true);
  });

  it("are forgotten when another pool takes their place", () => {
    const cloud = new ImageCloud();
    cloud.setImages([image(0), image(1), image(2)], 0);
    cloud.setImages([image(1, 5)], 10);
    expect(cloud.instances.count).toBe(1);
    expect(cloud.placeOf(0)).toBeUndefined();
    expect(at(cloud, 1, 10)).toMatchObject({ x: 5, side: 0 });
  });
});

describe("images that are lit", () => {
  it("keep their look while all others fade, until none is lit in particular", () => {
    const cloud = new ImageCloud();
    cloud.setImages([image(0), { ...image(1), presence: "faded" }, image(2)], 0);
    const fades = (now: number) => [0, 1, 2].map((index) => at(cloud, index, now).fade);
    expect(cloud.setLit(new Set([1, 2]), 10)).toBe(true);
    // A filter holds for lit ones too.
    expect(fades(20)).toEqual([1, 1, 0]);
    expect(cloud.setLit(new Set([2]), 30)).toBe(false);
    expect(cloud.setLit(null, 40)).toBe(true);
    expect(fades(50)).toEqual([0, 1, 0]);
  });

  it("stay lit as others arrive", () => {
    const cloud = new ImageCloud();
    cloud.setImages([image(0)], 0);
    cloud.setLit(new Set([0]), 1);
    cloud.setImages([image(0), image(1)], 10);
    expect(at(cloud, 1, 20).fade).toBe(1);
    expect(at(cloud, 0, 20).fade).toBe(0);
  });
});
