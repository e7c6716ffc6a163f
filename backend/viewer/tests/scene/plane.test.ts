import { PerspectiveCamera } from "three";
import { expect, test } from "vitest";
import { canvasPoint, planePoint } from "../../src/scene/plane.ts";

const size = { width: 800, height: 600 };

function cameraAt(x: number, y: number, z: number): PerspectiveCamera {
  const camera = new PerspectiveCamera(35, size.width / size.height, 0.02, 400);
  camera.position.set(x, y, z);
  camera.lookAt(1.5, 1.4, 0);
  camera.updateMatrixWorld();
  return camera;
}

test.each([
  [1.5, 1.4, 4],
  [-1, 1.8, 3],
  [4, 0.4, 1.5],
])("what is seen from (%f, %f, %f) is found where it is seen", (x, y, z) => {
  const camera = cameraAt(x, y, z);
  for (const [px, py] of [
    [1.5, 1.4],
    [0.2, 0.9],
    [2.4, 2],
  ] as const) {
    const seen = canvasPoint(px, py, size, camera);
    const found = seen && planePoint(seen, size, camera);
    expect(found?.x).toBeCloseTo(px, 6);
    expect(found?.y).toBeCloseTo(py, 6);
  }
});

test("the middle of the canvas is what the camera looks at", () => {
  const found = planePoint({ x: 400, y: 300 }, size, cameraAt(-2, 1, 5));
  expect(found?.x).toBeCloseTo(1.5, 6);
  expect(found?.y).toBeCloseTo(1.4, 6);
});

test("a ray away from the plane meets nothing", () => {
  const camera = new PerspectiveCamera(35, 1, 0.02, 400);
  camera.position.set(0, 0, 3);
  camera.lookAt(0, 0, 6);
  camera.updateMatrixWorld();
  expect(planePoint({ x: 400, y: 300 }, size, camera)).toBeNull();
  expect(canvasPoint(0, 0, size, camera)).toBeNull();
});
