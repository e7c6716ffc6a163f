import { Vector3 } from "three";
import type { CameraView } from "./cameraFlight.ts";
import { axes } from "./framing.ts";

/** A view in numbers that a person can read in an address: a place in metres, degrees, and metres. */
export interface Viewpoint {
  /** What is looked at: x, y, z. */
  target: readonly [number, number, number];
  /** From where: degrees, 0 is straight on, positive from the right and from above. */
  azimuth: number;
  elevation: number;
  distance: number;
}

/** The form of the text; an address with another is of another version, and left alone. */
const VERSION = "1";
const DEGREES = 180 / Math.PI;
/** No scene is larger, in metres. */
const FAR = 2000;

/** Where a camera stands, in numbers. */
export function viewpointOf({ position, target }: CameraView): Viewpoint {
  const back = position.clone().sub(target);
  const distance = back.length();
  const { x, y, z } = back.divideScalar(distance || 1);
  return {
    target: [target.x, target.y, target.z],
    azimuth: Math.atan2(x, z) * DEGREES,
    elevation: Math.asin(Math.min(1, Math.max(-1, y))) * DEGREES,
    distance,
  };
}

/** The reverse. */
export function cameraViewOf({ target, azimuth, elevation, distance }: Viewpoint): CameraView {
  const at = new Vector3(...target);
  const { back } = axes({ azimuth: azimuth / DEGREES, elevation: elevation / DEGREES });
  return { position: new Vector3(...back).multiplyScalar(distance).add(at), target: at };
}

/** A view as text, rounded to what can be seen: `1,x,y,z,azimuth,elevation,distance`. */
export function viewpointText({ target, azimuth, elevation, distance }: Viewpoint): string {
  const metres = target.map((metre) => rounded(metre, 3));
  return [VERSION, ...metres, rounded(azimuth, 1), rounded(elevation, 1), rounded(distance, 3)].join(",");
}

/** Reads it; undefined where the text is none, of another version, or says a place where no camera can be. */
export function parseViewpoint(text: string): Viewpoint | undefined {
  const [version, ...parts] = text.split(",");
  if (version !== VERSION || parts.length !== 6 || !parts.every((part) => /^-?\d{1,4}(\.\d{1,3})?$/.test(part))) return;
  const [x = 0, y = 0, z = 0, azimuth = 0, elevation = 0, distance = 0] = parts.map(Number);
  const near = [x, y, z, distance].every((metre) => Math.abs(metre) <= FAR);
  if (!near || distance <= 0 || Math.abs(azimuth) > 180 || Math.abs(elevation) > 90) return;
  return { target: [x, y, z], azimuth, elevation, distance };
}

/** Never -0, which would show in a text. */
function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits)) + 0;
}
