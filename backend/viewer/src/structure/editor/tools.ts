import { type Signal, signal } from "@preact/signals";
import type { IconName } from "../../ui/icons.ts";

/** What a press on the input does. */
export type Tool = "rectangle" | "brush" | "superpixel" | "move" | "eraser";

/** The tools in the order offered. */
export const TOOLS: readonly { value: Tool; label: string; icon: IconName }[] = [
  { value: "rectangle", label: "Rectangle", icon: "rectangle" },
  { value: "brush", label: "Brush", icon: "brush" },
  { value: "superpixel", label: "Superpixels", icon: "superpixels" },
  { value: "move", label: "Move", icon: "pan" },
  { value: "eraser", label: "Remove", icon: "eraser" },
];

/** What is done with them; to be shown by `worded`. */
export const TOOL_HINTS: Record<Tool, string> = {
  rectangle:
    "Drag on the image to hide a part of it. {Right-click a mask to remove it|Hold a finger on a mask to remove it|“Remove” takes masks away}.",
  brush:
    "Paint over what should be hidden. {Right-click a mask to remove it|“Remove” takes masks away|“Remove” takes masks away}.",
  superpixel: "{Click} a region to hide it, {click} again to show it.",
  move: "Drag a mask to another place.",
  eraser: "{Click} a mask, or sweep over several, to remove them.",
};

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
