import { type Signal, signal } from "@preact/signals";
import type { Region } from "../../geometry/receptiveField.ts";
import type { Pixel } from "../../geometry/structureLayout.ts";
import type { CanvasPoint } from "../../scene/plane.ts";
import type { CameraChoice, PanelPixel, StructureHover, ViewRange } from "../scene/events.ts";
import type { StructureScene } from "../scene/structureScene.ts";

/** Where the camera rests, and at whose columns; null for those of whatever network comes with a link. */
export interface RestingCamera {
  choice: CameraChoice;
  network: string | null;
}

export const CAMERA_HOME: RestingCamera = { choice: "home", network: null };

/** Where things are seen on the page, whatever draws them. Points are CSS pixels from the top left of `element`. */
export interface Seen {
  /** What they are drawn in. */
  readonly element: HTMLElement;
  /** The middle of a pixel of a panel; null where it is not drawn. */
  project(layer: string, cluster: number, row: number, column: number): CanvasPoint | null;
  /** The middle of a pixel of the input; null where that is not drawn here. */
  projectInput(row: number, column: number): CanvasPoint | null;
  /** Looks at a pixel as if the pointer were there; null looks at nothing. */
  hoverPixel(target: PanelPixel | null): void;
  /** Brings a column into view. */
  focusColumn(position: number): void;
}

/** A session's scene, and what is looked at in it. */
export class Viewport {
  /** The scene while it is on the page; null otherwise, as where the browser has no WebGL. */
  readonly scene: Signal<StructureScene | null> = signal(null);
  /** What shows the columns at this moment, the scene or the overview; null for none. */
  readonly seen: Signal<Seen | null> = signal(null);
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
  /** A part of the input that something else than the scene points at; null for none. */
  readonly markedOnInput: Signal<Region | null> = signal(null);
  /** Whether the input to draw on is on the page, where a field is marked on it. */
  readonly inputInSight: Signal<boolean> = signal(false);
  /** Whether the outline is open. */
  readonly outlineOpen: Signal<boolean> = signal(false);
}
