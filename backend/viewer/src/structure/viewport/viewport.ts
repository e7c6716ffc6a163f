import { type Signal, signal } from "@preact/signals";
import type { Pixel } from "../../geometry/structureLayout.ts";
import type { CameraChoice, StructureHover, ViewRange } from "../scene/events.ts";
import type { StructureScene } from "../scene/structureScene.ts";

/** Where the camera rests, and at whose columns; null for those of whatever network comes with a link. */
export interface RestingCamera {
  choice: CameraChoice;
  network: string | null;
}

export const CAMERA_HOME: RestingCamera = { choice: "home", network: null };

/** A session's scene, and what is looked at in it. */
export class Viewport {
  /** The scene while it is on the page; null otherwise, as where the browser has no WebGL. */
  readonly scene: Signal<StructureScene | null> = signal(null);
  /** Why the scene could not be made; null where it could. */
  readonly fault: Signal<{ message: string; hint: string | null } | null> = signal(null);
  readonly camera: Signal<RestingCamera> = signal(CAMERA_HOME);
  /** The columns in view. */
  readonly range: Signal<ViewRange> = signal({ from: 0, to: 1 });
  /** The pixel of a representative that is looked at. */
  readonly hovered: Signal<StructureHover | null> = signal(null);
  /** The class (its index) whose row in the scene is pointed at; null for none. */
  readonly pointedClass: Signal<number | null> = signal(null);
  /** The input's pixel that is pointed at, in the scene or where it is drawn on; null for none. */
  readonly pointedInput: Signal<Pixel | null> = signal(null);
  /** Whether the outline is open. */
  readonly outlineOpen: Signal<boolean> = signal(false);
}
