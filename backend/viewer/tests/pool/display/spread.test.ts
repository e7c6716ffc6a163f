import { describe, expect, it } from "vitest";
import { type Corners, worldPoint } from "../../../src/geometry/poolLayout.ts";
import { SCENES } from "../../../src/geometry/scenes.ts";
import { Spread } from "../../../src/pool/display/spread.ts";
import type { PoolImage } from "../../../src/protocol/messages.ts";
import { poolOf } from "../recorded.ts";

const SIDE = SCENES.pool.image_side;
const { images } = poolOf("1");
const at = (position: number[], index = 0) => ({ index, position }) as PoolImage;
const distance = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...[0, 1, 2].map((k) => (a[k] ?? 0) - (b[k] ?? 0)));
const placed = (all: readonly PoolImage[], amount: number, corners: Corners = 4) => {
  const spread = new Spread(amount, corners);
  return all.map((image) => spread.add(image));
};

describe("moving images apart", () => {
  it("leaves exact places alone at 0", () => {
    expect(placed(images, 0)).toEqual(images.map((image) => worldPoint(image.position)));
  });

  it("leaves an image alone that has room", () => {
    expect(placed([at([0.5, 0.2, 0])], 1)).toEqual([worldPoint([0.5, 0.2, 0])]);
  });

  it("keeps images at one spot half a side apart, and none far from where it belongs", () => {
    const many = Array.from({ length: 40 }, (_, k) => at([0.1, 0.2, 0.3], k));
    const points = placed(many, 1);
    for (const [k, point] of points.entries()) {
      expect(distance(point, worldPoint([0.1, 0.2, 0.3]))).toBeLessThanOrEqual(1.6 * SIDE + 1e-9);
      for (const other of points.slice(0, k)) expect(distance(point, other)).toBeGreaterThanOrEqual(0.5 * SIDE - 1e-9);
    }
  });

  it("is the same each time, and does not move images that have their place as others come", () => {
    const all = placed(images, 1);
    expect(placed(images, 1)).toEqual(all);
    expect(placed(images.slice(0, 30), 1)).toEqual(all.slice(0, 30));
  });

  it("keeps a real pool within bounds, and apart for the most part", () => {
    const points = placed(images, 1);
    let touching = 0;
    points.forEach((point, k) => {
      expect(distance(point, worldPoint(images[k]?.position ?? []))).toBeLessThanOrEqual(1.6 * SIDE + 1e-9);
      if (points.some((other, j) => j < k && distance(point, other) < 0.5 * SIDE - 1e-9)) touching++;
    });
    expect(touching).toBeLessThan(images.length / 20);
  });

  it("moves images on a segment only up and down, so that along it every place is exact", () => {
    const many = Array.from({ length: 60 }, (_, k) => at([0.9 + (k % 3) * 0.01, 0, 0], k));
    const points = placed(many, 1, 2);
    const middle = worldPoint([0, 0, 0])[1];
    for (const [k, [x, y, z]] of points.entries()) {
      const own = worldPoint(many[k]?.position ?? []);
      expect([x, z]).toEqual([own[0], own[2]]);
      expect(Math.abs(y - middle)).toBeLessThanOrEqual(9 * SIDE + 1e-9);
    }
    expect(points.some(([, y]) => y > middle)).toBe(true);
    expect(points.some(([, y]) => y < middle)).toBe(true);
  });

  it("keeps images of a triangle in its plane", () => {
    const many = Array.from({ length: 60 }, (_, k) => at([0, 0.9, 0], k));
    const points = placed(many, 1, 3);
    for (const [k, point] of points.entries()) {
      expect(point[2]).toBe(0);
      expect(distance(point, worldPoint([0, 0.9, 0]))).toBeLessThanOrEqual(3 * SIDE + 1e-9);
      for (const other of points.slice(0, k)) expect(distance(point, other)).toBeGreaterThanOrEqual(0.5 * SIDE - 1e-9);
    }
  });

  it("places as many images as a pool may have, though all belong to one spot", () => {
    const many = Array.from({ length: 4096 }, (_, k) => at([0, 0.9, 0], k));
    const own = worldPoint([0, 0.9, 0]);
    for (const point of placed(many, 1)) expect(distance(point, own)).toBeLessThanOrEqual(1.6 * SIDE + 1e-9);
  });
});
