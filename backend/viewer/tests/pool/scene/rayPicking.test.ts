import { Matrix4, Quaternion, Ray, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { Instances } from "../../../src/pool/scene/instances.ts";
import { HALF_SIDE } from "../../../src/pool/scene/picking.ts";
import { type Hit, pickAlong } from "../../../src/pool/scene/rayPicking.ts";
import { faceTo } from "../../../src/vr/board/standing.ts";

/** The same numbers in every run, 0..1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function scattered(count: number, next: () => number): Instances {
  const images = new Instances();
  images.reserve(count);
  images.count = count;
  for (let i = 0; i < count; i++) {
    const spot = { x: 2 * next() - 1, y: 0.6 + 1.6 * next(), z: 2 * next() - 1 };
    images.begin(i, { ...spot, side: 0.09 * (0.5 + next()), fade: 0 }, 0, 0);
  }
  return images;
}

/** What a ray hits first, of squares as real triangles that face the head. */
function byTriangles(images: Instances, ray: Ray, head: Vector3): Hit {
  const best: Hit = { place: -1, distance: Number.POSITIVE_INFINITY };
  for (let i = 0; i < images.count; i++) {
    const { x, y, z, side } = images.at(i, 0);
    const half = side * HALF_SIDE;
    const turn = turnTo(new Vector3(x, y, z), head);
    const matrix = new Matrix4().compose(new Vector3(x, y, z), turn, new Vector3(half, half, half));
    const corner = (a: number, b: number) => new Vector3(a, b, 0).applyMatrix4(matrix);
    const [a, b, c, d] = [corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)];
    const met =
      ray.intersectTriangle(a, b, c, false, new Vector3()) ?? ray.intersectTriangle(a, c, d, false, new Vector3());
    const distance = met?.distanceTo(ray.origin) ?? Number.POSITIVE_INFINITY;
    if (distance < best.distance) Object.assign(best, { place: i, distance });
  }
  return best;
}

/** The turn by which panels face a head: what the images' shader does must be the same. */
function turnTo(at: Vector3, head: Vector3): Quaternion {
  const turn = new Quaternion();
  faceTo(turn, head.clone().sub(at), new Quaternion());
  return turn;
}

const hit: Hit = { place: -1, distance: 0 };

describe("an image that a hand points at", () => {
  it("is the nearest along the ray among squares that face the head, as triangles say", () => {
    const next = numbers(7);
    const images = scattered(400, next);
    let met = 0;
    for (let k = 0; k < 300; k++) {
      const head = new Vector3(next() - 0.5, 1.5 + next(), 2 + next());
      const origin = new Vector3(3 * next() - 1.5, 0.8 + next(), 1.5 + next());
      const aim = new Vector3(1.6 * next() - 0.8, 0.7 + 1.4 * next(), 1.6 * next() - 0.8);
      const ray = new Ray(origin, aim.sub(origin).normalize());
      const expected = byTriangles(images, ray, head);
      pickAlong(images, ray, head, 0, hit);
      expect(hit.place).toBe(expected.place);
      if (expected.place < 0) continue;
      met++;
      expect(hit.distance).toBeCloseTo(expected.distance, 5);
    }
    expect(met).toBeGreaterThan(100);
  });

  it("is met from a hand that is within the cloud too, and not behind the hand", () => {
    const images = scattered(0, numbers(1));
    images.reserve(2);
    images.count = 2;
    images.begin(0, { x: 0, y: 1, z: -1, side: 0.1, fade: 0 }, 0, 0);
    images.begin(1, { x: 0, y: 1, z: 1, side: 0.1, fade: 0 }, 0, 0);
    const ray = new Ray(new Vector3(0, 1, 0), new Vector3(0, 0, -1));
    expect(pickAlong(images, ray, new Vector3(0, 1, 3), 0, hit)).toEqual({ place: 0, distance: 1 });
    ray.direction.negate();
    expect(pickAlong(images, ray, new Vector3(0, 1, 3), 0, hit)).toEqual({ place: 1, distance: 1 });
  });

  it("is none that is hidden or faded, and is where it is on its way", () => {
    const images = new Instances();
    images.reserve(3);
    images.count = 3;
    images.begin(0, { x: 0, y: 1, z: 1, side: 0, fade: 0 }, 0, 0);
    images.begin(1, { x: 0, y: 1, z: 0.5, side: 0.1, fade: 1 }, 0, 0);
    images.begin(2, { x: 0, y: 1, z: -1, side: 0.1, fade: 0 }, 0, 0);
    const ray = new Ray(new Vector3(0, 1, 2), new Vector3(0, 0, -1));
    const head = new Vector3(0, 1, 3);
    expect(pickAlong(images, ray, head, 0, hit).place).toBe(2);
    images.send(2, { x: 2, y: 1, z: -1, side: 0.1, fade: 0 }, 0, 1);
    expect(pickAlong(images, ray, head, 0, hit).place).toBe(2);
    expect(pickAlong(images, ray, head, 0.5, hit).place).toBe(-1);
    ray.origin.x = 1;
    expect(pickAlong(images, ray, head, 0.5, hit).place).toBe(2);
  });

  it("is the chosen one before its close neighbours, as it is drawn, but not before what is clearly nearer", () => {
    const images = new Instances();
    images.reserve(3);
    images.count = 3;
    images.begin(0, { x: 0, y: 1, z: 0, side: 0.2, fade: 0 }, 0, 0);
    images.begin(1, { x: 0, y: 1, z: 0.05, side: 0.1, fade: 0 }, 0, 0);
    const ray = new Ray(new Vector3(0, 1, 2), new Vector3(0, 0, -1));
    const head = new Vector3(0, 1, 3);
    expect(pickAlong(images, ray, head, 0, hit).place).toBe(1);
    images.setRing(0, 1);
    expect(pickAlong(images, ray, head, 0, hit)).toEqual({ place: 0, distance: 2 });
    images.begin(2, { x: 0, y: 1, z: 0.4, side: 0.1, fade: 0 }, 0, 0);
    expect(pickAlong(images, ray, head, 0, hit).place).toBe(2);
  });
});
