import { describe, expect, it } from "vitest";
import { verticesOf, worldPoint } from "../../../src/geometry/poolLayout.ts";
import { clearestLook, coveredArea } from "../../../src/pool/scene/clearestLook.ts";
import { axes } from "../../../src/scene/framing.ts";
import { poolOf } from "../recorded.ts";

const CORNERS = verticesOf(4).map(worldPoint);
const USUAL = { azimuth: 0.2, elevation: 0.2 };
const FRONT = { azimuth: 0, elevation: 0 };
const SIDE = 0.1;
const row = (direction: readonly number[], count = 12) =>
  Array.from({ length: count }, (_, k) => direction.map((part) => part * (k - count / 2) * 0.08));

describe("the area that images cover", () => {
  it("is that of one where all stand behind each other, and of all where none does", () => {
    expect(coveredArea(row([0, 0, 1]), SIDE, FRONT)).toBeCloseTo(SIDE ** 2, 9);
    expect(
      coveredArea(
        [
          [0, 0, 0],
          [0.3, 0, 0],
          [0, -0.4, 0],
        ],
        SIDE,
        FRONT,
      ),
    ).toBeCloseTo(3 * SIDE ** 2, 9);
  });

  it("counts what two share once", () => {
    expect(
      coveredArea(
        [
          [0, 0, 0],
          [SIDE / 2, 0, 0],
        ],
        SIDE,
        FRONT,
      ),
    ).toBeCloseTo(1.5 * SIDE ** 2, 9);
  });
});

describe("the clearest look", () => {
  it("is the usual one where no other shows more", () => {
    expect(clearestLook([[0, 1.4, 0]], SIDE, CORNERS, USUAL)).toBe(USUAL);
    expect(clearestLook([], SIDE, CORNERS, USUAL)).toBe(USUAL);
  });

  it("is from the side at what stands in a row towards the usual one", () => {
    const towards = row([Math.sin(0.2), 0.2, Math.cos(0.2)]);
    const look = clearestLook(towards, SIDE, CORNERS, USUAL);
    expect(look).not.toBe(USUAL);
    expect(coveredArea(towards, SIDE, look)).toBeGreaterThan(2 * coveredArea(towards, SIDE, USUAL));
  });

  it("never shows less of a real pool than the usual one", () => {
    const points = poolOf("1").images.map(({ position }) => worldPoint(position));
    const look = clearestLook(points, SIDE, CORNERS, USUAL);
    expect(coveredArea(points, SIDE, look)).toBeGreaterThanOrEqual(coveredArea(points, SIDE, USUAL));
  });

  it("shows no corner between the others, so that its label lies over no image", () => {
    // Seen from below and half-way round, the corner that is nearest would stand before the middle.
    for (const azimuth of [-1, -0.5, 0, 0.5, 1]) {
      const points = row([Math.sin(azimuth), 0, Math.cos(azimuth)]);
      const { right, up } = axes(clearestLook(points, SIDE, CORNERS, USUAL));
      const flat = CORNERS.map((corner) =>
        [right, up].map((axis) => corner.reduce((sum, x, k) => sum + x * (axis[k] ?? 0), 0)),
      );
      const centre = [0, 1].map((axis) => flat.reduce((sum, corner) => sum + (corner[axis] ?? 0) / 4, 0));
      for (const corner of flat) {
        const away = Math.hypot((corner[0] ?? 0) - (centre[0] ?? 0), (corner[1] ?? 0) - (centre[1] ?? 0));
        expect(away).toBeGreaterThan(0.3);
      }
    }
  });

  it("keeps the corners apart, so that their labels have room", () => {
    // Seen from the front two corners of this body are at one place; what would be seen best from there is not.
    const hidden = [
      [0, 0, 1],
      [0, 0, -1],
      [1, 0, 0],
      [-1, 0, 0],
    ];
    const look = clearestLook(row([1, 0, 0]), SIDE, hidden, USUAL);
    expect(look).not.toEqual(FRONT);
  });
});
