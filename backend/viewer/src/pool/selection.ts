import { signal } from "@preact/signals";
import { parseViewpoint, type Viewpoint, viewpointText } from "../scene/viewpoint.ts";
import { addressParameter } from "../state/address.ts";

/** An image that is pointed at, and from where. */
export interface Hover {
  /** Its place in the pool. */
  index: number;
  /** The pointer in CSS pixels of the window; null where it was reached by keyboard or from a list. */
  pointer: { x: number; y: number } | null;
}

/** The image under the pointer. */
export const hovered = signal<Hover | null>(null);

/** The image that was clicked: its place in the pool. */
export const selected = signal<number | null>(null);

/** Where the camera rests; null for the first view. */
export const camera = signal<Viewpoint | null>(null);

/** Chooses an image, or lets go of the one that is chosen already. */
export function toggleSelected(index: number | null): void {
  selected.value = selected.value === index ? null : index;
}

addressParameter("pool", "pick", selected, {
  parse: (text) => (/^\d{1,4}$/.test(text) ? Number(text) : undefined),
  format: (value) => (value === null ? null : String(value)),
});

addressParameter("pool", "cam", camera, {
  parse: parseViewpoint,
  format: (view) => view && viewpointText(view),
});
