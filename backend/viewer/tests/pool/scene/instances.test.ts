import { describe, expect, it } from "vitest";
import { SCENES } from "../../../src/geometry/scenes.ts";
import { Instances } from "../../../src/pool/scene/instances.ts";
import { type Eye, HALF_SIDE, onScreen, pick } from "../../../src/pool/scene/picking.ts";

const stand = (x: number, y: number, z: number, side = 0.1, fade = 0) => ({ x, y, z, side, fade });

/** Looks along −z from the origin, 90° high, at a canvas of 200 by 100. */
const EYE: Eye = {
  matrix: [0.5, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0],
  lens: 1,
  width: 200,
  height: 100,
};

function images(...stands: ReturnType<typeof stand>[]): Instances {
  const made = new Instances();
  made.reserve(stands.length);
  made.count = stands.length;
  stands.forEach((one, k) => {
    made.begin(k, one, 0, 0);
  });
  return made;
}

describe("images on their way", () => {
  it("grow from nothing at their place, or stand there at once", () => {
    const made = images(stand(1, 2, 3));
    expect(made.at(0, 0).side).toBeCloseTo(0.1);
    made.begin(0, stand(1, 2, 3), 10, 2);
    expect(made.at(0, 10)).toMatchObject({ x: 1, y: 2, z: 3, side: 0 });
    expect(made.at(0, 11).side).toBeCloseTo(0.05);
    expect(made.at(0, 12).side).toBeCloseTo(0.1);
    expect(made.settledAt).toBe(12);
  });

  it("turn around where they are when they are sent elsewhere", () => {
    const made = images(stand(0, 0, 0));
    expect(made.send(0, stand(4, 0, 0), 0, 2)).toBe(true);
    const middle = made.at(0, 1).x;
    expect(middle).toBeCloseTo(2);
    made.send(0, stand(0, 0, 0), 1, 2);
    expect(made.at(0, 1).x).toBeCloseTo(middle);
    expect(made.at(0, 3).x).toBeCloseTo(0);
  });

  it("are left alone where they already go", () => {
    const made = images(stand(0, 0, 0));
    made.send(0, stand(0.1, 0.2, 0.3), 0, 2);
    expect(made.send(0, stand(0.1, 0.2, 0.3), 1, 2)).toBe(false);
  });

  it("keep their state when there must be more room", () => {
    const made = images(stand(1, 0, 0));
    expect(made.reserve(1)).toBe(false);
    expect(made.reserve(4096)).toBe(true);
    expect(made.capacity).toBe(4096);
    expect(made.at(0, 0).x).toBe(1);
  });
});

describe("picking", () => {
  it("projects as a camera does", () => {
    expect(onScreen(EYE, 0, 0, -1)).toEqual({ x: 100, y: 50, distance: 1 });
    expect(onScreen(EYE, 2, 1, -2)).toEqual({ x: 150, y: 25, distance: 2 });
    expect(onScreen(EYE, 0, 0, 1)).toBeNull();
  });

  it("takes the image nearest to the eye, and none beside them", () => {
    const made = images(stand(0, 0, -4), stand(0, 0, -2), stand(1, 0, -2));
    expect(pick(made, EYE, 0, 100, 50, 0)).toBe(1);
    expect(pick(made, EYE, 0, 125, 50, 0)).toBe(2);
    expect(pick(made, EYE, 0, 112, 50, 0)).toBe(-1);
  });

  it("forgives a finger, but prefers what it hits", () => {
    const made = images(stand(0, 0, -2), stand(0.3, 0, -4));
    expect(pick(made, EYE, 0, 103.74, 50, 12)).toBe(1);
    expect(pick(made, EYE, 0, 94, 50, 12)).toBe(0);
    expect(pick(made, EYE, 0, 60, 50, 12)).toBe(-1);
  });

  it("takes copies for as large as they are seen where they keep their size", () => {
    const side = SCENES.pool.image_side;
    const made = images(stand(0, 0, -1, side), stand(1, 0, -2, side));
    const eye = { ...EYE, thumbnails: { dot: 4, picture: 20, near: 1, far: 2 } };
    const [near, far] = [20 * HALF_SIDE, 4 * HALF_SIDE];
    expect(pick(made, eye, 0, 100 + near - 0.5, 50, 0)).toBe(0);
    expect(pick(made, eye, 0, 100 + near + 0.5, 50, 0)).toBe(-1);
    expect(pick(made, eye, 0, 125 - far + 0.5, 50, 0)).toBe(1);
    expect(pick(made, eye, 0, 125 - far - 0.5, 50, 0)).toBe(-1);
  });

  it("passes over what is hidden or faded, and prefers what is raised", () => {
    const made = images(stand(0, 0, -2, 0), stand(0, 0, -2.5, 0.1, 1), stand(0, 0, -3), stand(0, 0, -4));
    expect(pick(made, EYE, 0, 100, 50, 0)).toBe(2);
    made.setRing(3, 1);
    expect(pick(made, EYE, 0, 100, 50, 0)).toBe(3);
  });
});
