import { type Signal, signal } from "@preact/signals";
import type { Shown } from "../protocol/messages.ts";

/** What the condition of a user study shows of Tetrascope; null where no study limits anything. */
export const shown: Signal<Shown | null> = signal(null);

/** Whether a person looks at Tetrascope as a condition of a study has it: nothing leads away from that. */
export function inStudy(): boolean {
  return shown.value !== null;
}

/** Whether a part of Tetrascope that a study can hide is there. */
export function isShown(part: "clusters" | "pool" | "live_masks" | "comparison"): boolean {
  return shown.value?.[part] ?? true;
}
