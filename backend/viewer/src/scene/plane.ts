import { type PerspectiveCamera, Vector3 } from "three";

/** A point on the canvas in CSS pixels from its top left. */
export interface CanvasPoint {
  x: number;
  y: number;
}

/** A canvas's size in CSS pixels. */
export interface CanvasSize {
  width: number;
  height: number;
}

const far = new Vector3();
const point = new Vector3();

/** Where the ray through a point of the canvas meets the plane z = 0; null where it never does. */
export function planePoint(
  at: CanvasPoint,
  size: CanvasSize,
  camera: PerspectiveCamera,
): { x: number; y: number } | null {
  far.set((at.x / size.width) * 2 - 1, 1 - (at.y / size.height) * 2, 0.5).unproject(camera);
  const { position } = camera;
  const fall = far.z - position.z;
  const share = fall === 0 ? -1 : -position.z / fall;
  return share > 0
    ? { x: position.x + (far.x - position.x) * share, y: position.y + (far.y - position.y) * share }
    : null;
}

/** Where a point of the plane z = 0 is seen on the canvas; null behind the camera. */
export function canvasPoint(x: number, y: number, size: CanvasSize, camera: PerspectiveCamera): CanvasPoint | null {
  point.set(x, y, 0).project(camera);
  if (point.z > 1) return null;
  return { x: ((point.x + 1) / 2) * size.width, y: ((1 - point.y) / 2) * size.height };
}
