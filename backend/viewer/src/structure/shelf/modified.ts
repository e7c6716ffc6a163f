import type { Fill } from "../../state/fill.ts";
import { type PlacedMask, sameMasks } from "../masks/mask.ts";

/** A modified image that was kept to return to. */
export interface Modified {
  readonly id: number;
  readonly name: string;
  readonly masks: readonly PlacedMask[];
  readonly fill: Fill;
}

/** Kept images of one image, at most; the oldest give way. */
export const MAX_KEPT = 24;

/** The kept image that holds these masks with this fill; null where none does. The fill matters only under a mask. */
export function findKept(kept: readonly Modified[], masks: readonly PlacedMask[], fill: Fill): Modified | null {
  return kept.find((item) => item.fill === fill && sameMasks(item.masks, masks)) ?? null;
}

/** `kept` with the masked image at its end; unchanged where it is there already or nothing is masked. */
export function keep(kept: readonly Modified[], masks: readonly PlacedMask[], fill: Fill): readonly Modified[] {
  if (masks.length === 0 || findKept(kept, masks, fill)) return kept;
  const id = kept.reduce((largest, item) => Math.max(largest, item.id), 0) + 1;
  return [...kept, { id, name: automaticName(kept), masks, fill }].slice(-MAX_KEPT);
}

/** The first free name of "Modified 1", "Modified 2" … */
function automaticName(kept: readonly Modified[]): string {
  const taken = new Set(kept.map((item) => item.name));
  for (let number = 1; ; number++) {
    const name = `Modified ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** `kept` with one image renamed; an empty name changes nothing. */
export function renamed(kept: readonly Modified[], id: number, name: string): readonly Modified[] {
  const tidy = name.trim().slice(0, 60);
  return tidy === "" ? kept : kept.map((item) => (item.id === id ? { ...item, name: tidy } : item));
}

/** `kept` without one image. */
export function without(kept: readonly Modified[], id: number): readonly Modified[] {
  return kept.filter((item) => item.id !== id);
}
