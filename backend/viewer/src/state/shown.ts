import { type Signal, signal } from "@preact/signals";
import type { Shown } from "../protocol/messages.ts";
import type { Part } from "../protocol/part.ts";

/** What the condition of a user study shows of Tetrascope; null where no study limits anything. */
export const shown: Signal<Shown | null> = signal(null);

/** Whether a part of Tetrascope is there. Subscribes. */
export function isShown(part: Part): boolean {
  const condition = shown.value;
  if (condition === null) return true;
  switch (part) {
    case "choice":
      return false;
    case "walk":
      return condition.clusters && (condition.view === "walk" || condition.vr); // VR has no other view
    case "overview":
      return condition.clusters && condition.view === "overview";
    case "layer_list":
      return !condition.clusters;
    default:
      return condition[part];
  }
}

/** Whether a person looks at Tetrascope as a condition of a study has it. Subscribes. */
export function inStudy(): boolean {
  return shown.value !== null;
}

/** Those of some things that there are: without what belongs to a part that is hidden. Subscribes. */
export function whatIsShown<T extends { readonly needs?: Part | readonly Part[] }>(all: readonly T[]): readonly T[] {
  return all.filter(({ needs = [] }) => [needs].flat().every(isShown));
}

/** The same things in the words that are said of them: in a study in others, where they have some. Subscribes. */
export function inWords<T extends { readonly inStudy?: Partial<T> }>(all: readonly T[]): readonly T[] {
  return inStudy() ? all.map((one) => ({ ...one, ...one.inStudy })) : all;
}
