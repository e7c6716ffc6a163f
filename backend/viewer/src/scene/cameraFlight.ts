import { type PerspectiveCamera, Vector3 } from "three";
import type { OrbitControls } from "three/addons/controls/OrbitControls.js";

/** Where a camera stands and what it looks at, in metres. */
export interface CameraView {
  position: Vector3;
  target: Vector3;
}

/** Whether the person asked for less motion. */
export function reducedMotion(): boolean {
  return globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false;
}

/** Moves a camera from where it is to another view, smoothly; at once where the person asked for less motion. */
export class CameraFlight {
  private readonly from: CameraView = { position: new Vector3(), target: new Vector3() };
  private to: CameraView | null = null;
  private began = 0;
  private duration = 0;
  private readonly camera: PerspectiveCamera;
  private readonly controls: OrbitControls;

  constructor(camera: PerspectiveCamera, controls: OrbitControls) {
    this.camera = camera;
    this.controls = controls;
  }

  /** Begins a flight of `seconds`; a flight under way is left where it is. */
  start(to: CameraView, seconds: number, now: number): void {
    this.from.position.copy(this.camera.position);
    this.from.target.copy(this.controls.target);
    this.to = { position: to.position.clone(), target: to.target.clone() };
    this.began = now;
    this.duration = reducedMotion() ? 0 : seconds * 1000;
  }

  /** Stays where it is: the person took the camera. */
  stop(): void {
    this.to = null;
  }

  /** The view at the end of the flight, or the present one. */
  get destination(): CameraView {
    return this.to ?? { position: this.camera.position, target: this.controls.target };
  }

  /** Moves the camera to where it should be at `now`, in ms; whether the flight goes on. */
  step(now: number): boolean {
    if (!this.to) return false;
    const share = this.duration > 0 ? Math.min(Math.max((now - this.began) / this.duration, 0), 1) : 1;
    const eased = 1 - (1 - share) ** 3;
    this.camera.position.lerpVectors(this.from.position, this.to.position, eased);
    this.controls.target.lerpVectors(this.from.target, this.to.target, eased);
    if (share < 1) return true;
    this.to = null;
    return false;
  }
}
