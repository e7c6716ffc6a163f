import type { Region } from "../../geometry/receptiveField.ts";
import type { Pixel } from "../../geometry/structureLayout.ts";
import type { CameraPlace } from "../../scene/cameraRest.ts";
import type { Viewpoint } from "../../scene/viewpoint.ts";

/** A panel of scene 1: the cluster with this index in the column of this layer. */
export interface PanelName {
  layer: string;
  cluster: number;
}

/** A pixel of a panel. */
export interface PanelPixel extends PanelName, Pixel {}

/** The pixel that is looked at, and what it is computed from. */
export interface StructureHover extends PanelPixel {
  /** Place of the column among those shown, 0-based. */
  position: number;
  /** The representative's value there; NaN before the layer is here. */
  value: number;
  /** Name of the layer in the column before; null where that is the input. */
  previous: string | null;
  /** What it reads of the column before, in that column's pixels; null where that column does not contribute. */
  region: Region | null;
  /** What it reads of the input, in pixels. */
  inputRegion: Region | null;
  /** Who points. */
  by: "pointer" | "keyboard" | "host";
}

/** A stroke on the input while drawing is on. `remove` is a right click (or a long press) and stands alone. */
export interface InputStroke extends Pixel {
  phase: "start" | "move" | "end" | "remove";
}

/** The part of the scene in view, in columns: 0 is the left edge of the first column's strip, 1.5 the middle of the second's. */
export interface ViewRange {
  from: number;
  to: number;
}

/** The camera as a link holds it: the view to begin with, everything, or a view of the person's own. */
export type CameraChoice = "home" | "fit" | Viewpoint;

/** What a scene tells its host. Pixels of strokes are cut to the image. */
export interface StructureSceneEvents {
  onHover(hover: StructureHover | null): void;
  onPanelClick(panel: PanelName): void;
  /** A panel's maps are to be switched off, or on again. */
  onPanelSwitch?(panel: PanelName): void;
  onInputStroke(stroke: InputStroke): void;
  onViewChange(range: ViewRange): void;
  /** The camera has come to rest elsewhere. */
  onCamera?(choice: CameraChoice, place: CameraPlace): void;
  /** The class (its index in the network's output) whose row is pointed at. */
  onHoverLabel(index: number | null): void;
  /** The input's pixel that is pointed at while drawing is on, for previews. */
  onInputHover?(pixel: Pixel | null): void;
}

/** Colours of the page, as CSS colours. */
export interface SceneTheme {
  background: string;
  text: string;
  muted: string;
  line: string;
  accent: string;
}

/** A picture of red, green, blue and alpha bytes, such as ImageData. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
}
