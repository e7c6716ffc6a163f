import { PerspectiveCamera, Vector3 } from "three";
import type { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { afterEach, expect, test, vi } from "vitest";
import { CameraFlight } from "../../src/scene/cameraFlight.ts";

function flight() {
  const camera = new PerspectiveCamera();
  const controls = { target: new Vector3() } as OrbitControls;
  return { camera, controls, flight: new CameraFlight(camera, controls) };
}

const there = { position: new Vector3(4, 2, 6), target: new Vector3(4, 0, 0) };

afterEach(() => vi.unstubAllGlobals());

test("a flight ends exactly where it is to, and then rests", () => {
  const { camera, controls, flight: fly } = flight();
  fly.start(there, 0.5, 1000);
  expect(fly.step(1250)).toBe(true);
  expect(camera.position.x).toBeGreaterThan(2);
  expect(camera.position.x).toBeLessThan(4);
  expect(fly.step(1600)).toBe(false);
  expect(camera.position).toEqual(there.position);
  expect(controls.target).toEqual(there.target);
  expect(fly.step(1700)).toBe(false);
});

test("where less motion is wanted the camera is there at once", () => {
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  const { camera, flight: fly } = flight();
  fly.start(there, 0.5, 1000);
  expect(fly.step(1000)).toBe(false);
  expect(camera.position).toEqual(there.position);
});

test("a person who takes the camera has it", () => {
  const { camera, flight: fly } = flight();
  fly.start(there, 0.5, 1000);
  fly.step(1100);
  const { x } = camera.position;
  fly.stop();
  expect(fly.step(1400)).toBe(false);
  expect(camera.position.x).toBe(x);
  expect(fly.destination.position.x).toBe(x);
});
