import { signal } from "@preact/signals";

/** What a press on the input does. */
export type Tool = "rectangle" | "brush" | "superpixel" | "move" | "eraser";

/** The tool in hand. */
export const tool = signal<Tool>("rectangle");

/** Diameter of the brush, in pixels of the network's input. */
export const brushSize = signal(20);

/** Superpixels asked for. */
export const segmentCount = signal(60);

/** Superpixels at least and at most; the protocol allows 2 to 1000. */
export const SEGMENTS = { min: 10, max: 400, step: 10 } as const;

/** Diameters of the brush, in pixels. */
export const BRUSH = { min: 2, max: 80 } as const;
