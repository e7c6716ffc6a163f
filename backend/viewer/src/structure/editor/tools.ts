import { type Signal, signal } from "@preact/signals";

/** What a press on the input does. */
export type Tool = "rectangle" | "brush" | "superpixel" | "move" | "eraser";

/** Superpixels at least, at most and to begin with; the protocol allows 2 to 1000. */
export const SEGMENTS = { min: 10, max: 400, step: 10, usual: 60 } as const;

/** Diameters of the brush, in pixels of the network's input. */
export const BRUSH = { min: 2, max: 80, usual: 20 } as const;

/** What a session's masks are drawn with. */
export class Tools {
  /** The tool in hand. */
  readonly inHand: Signal<Tool> = signal("rectangle");
  /** Diameter of the brush. */
  readonly brushSize: Signal<number> = signal(BRUSH.usual);
  /** Superpixels asked for. */
  readonly segmentCount: Signal<number> = signal(SEGMENTS.usual);
}
