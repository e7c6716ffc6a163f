import type { PoolSession } from "../session/poolSession.ts";
import { type Filters, inScene } from "./filters.ts";

/** What the choices of what is in the scene are called. */
export const DISPLAY_NAMES = {
  showAll: "All images of the pool",
  regions: "Regions of the winning label",
  thumbnails: "Pictures keep their size",
  depthCue: "Fade with distance",
  supportVectors: "Support vectors only",
  hideOthers: "Hide the others",
  clear: "Reset",
} as const;

/** The filter by the answer; `any` lets all pass. */
export const ANSWERS: readonly { value: NonNullable<Filters["answer"]> | "any"; label: string }[] = [
  { value: "any", label: "All" },
  { value: "kept", label: "Kept" },
  { value: "changed", label: "Changed" },
];

/** How many images of those in the scene pass the filters. Subscribes. */
export function passingWords({ run, display }: PoolSession): string {
  const now = run.pool.value;
  const present = now?.images.filter((image) => inScene(image, now.whole, display.all.value)).length ?? 0;
  return `${display.shownImages.value.length.toLocaleString("en")} of ${present.toLocaleString("en")} pass the filters`;
}
