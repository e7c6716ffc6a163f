import { PerspectiveCamera, Vector3 } from "three";
import { describe, expect, test } from "vitest";
import { axes, frame } from "../../src/scene/framing.ts";
import { canvasPoint } from "../../src/scene/plane.ts";

const rectangle = { left: -0.5, right: 6, bottom: 0.3, top: 2.6 };

describe.each([
  [0, 0, 1],
  [-0.42, 0.07, 1],
  [-0.42, 0.07, 2.2],
  [0.8, -0.3, 1.6],
  [-1.1, 0.5, 0.5],
])("from azimuth %f and elevation %f at aspect %f", (azimuth, elevation, aspect) => {
  const size = { width: 600 * aspect, height: 600 };
  const camera = new PerspectiveCamera(35, aspect, 0.02, 400);
  const { x, y, distance } = frame(
    rectangle,
    { azimuth, elevation },
    { fieldOfView: (35 * Math.PI) / 180, aspect },
    { across: 0.05, along: 0.05 },
  );
  camera.position.set(x, y, 0).addScaledVector(new Vector3(...axes({ azimuth, elevation }).back), distance);
  camera.lookAt(x, y, 0);
  camera.updateMatrixWorld();
  const corners = [rectangle.left, rectangle.right].flatMap((cx) =>
    [rectangle.bottom, rectangle.top].map((cy) => canvasPoint(cx, cy, size, camera)),
  );

  test("the whole rectangle is seen", () => {
    for (const corner of corners) {
      expect(corner?.x).toBeGreaterThan(0);
      expect(corner?.x).toBeLessThan(size.width);
      expect(corner?.y).toBeGreaterThan(0);
      expect(corner?.y).toBeLessThan(size.height);
    }
  });

  test("and no nearer view would do: it reaches the margin", () => {
    const across = corners.map((corner) => Math.abs((corner?.x ?? 0) / size.width - 0.5) * 2);
    const along = corners.map((corner) => Math.abs((corner?.y ?? 0) / size.height - 0.5) * 2);
    expect(Math.max(...across, ...along)).toBeCloseTo(0.95, 2);
  });

  test("in the middle", () => {
    const xs = corners.map((corner) => corner?.x ?? 0);
    expect((Math.min(...xs) + Math.max(...xs)) / 2 / size.width).toBeCloseTo(0.5, 1);
  });
});
