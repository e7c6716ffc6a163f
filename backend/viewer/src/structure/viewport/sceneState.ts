import { signal } from "@preact/signals";
import type { CameraChoice, StructureHover, ViewRange } from "../scene/events.ts";
import type { StructureScene } from "../scene/structureScene.ts";

/** The scene while it is on the page; null otherwise, as where the browser has no WebGL. */
export const scene = signal<StructureScene | null>(null);

/** The pixel of a representative that is looked at. */
export const hovered = signal<StructureHover | null>(null);

/** The columns in view. */
export const viewRange = signal<ViewRange>({ from: 0, to: 1 });

/** Where the camera rests, and at whose columns; null for those of whatever network comes with a link. */
export interface RestingCamera {
  choice: CameraChoice;
  network: string | null;
}

export const CAMERA_HOME: RestingCamera = { choice: "home", network: null };

export const camera = signal<RestingCamera>(CAMERA_HOME);

/** Why the scene could not be made; null where it could. */
export const sceneFault = signal<{ message: string; hint: string | null } | null>(null);
