import { computed, signal } from "@preact/signals";
import { view } from "../state/address.ts";
import { toursSeen } from "../state/settings.ts";
import { inWords } from "../state/shown.ts";
import { tell } from "../state/tell.ts";
import type { TourStop } from "../ui/viewDescription.ts";

/** The steps of the tour under way. */
export const tourSteps = signal<readonly TourStop[]>([]);

/** The number of the step that is shown; null while there is no tour. */
export const stepNumber = signal<number | null>(null);

/** The step that is shown. */
export const step = computed(() => (stepNumber.value === null ? null : (tourSteps.value[stepNumber.value] ?? null)));

/** Begins a tour, with those stops whose element is there. */
export function startTour(stops: readonly TourStop[]): void {
  const steps = inWords(stops).filter((one) => isSeen(one.target));
  if (steps.length === 0) return;
  tell("help_opened", { topic: "tour" });
  tourSteps.value = steps;
  stepNumber.value = 0;
}

/** The next step (1) or the one before (-1); after the last, the tour ends. */
export function move(by: 1 | -1): void {
  if (stepNumber.value === null) return;
  const next = stepNumber.value + by;
  if (next >= tourSteps.value.length) endTour();
  else stepNumber.value = Math.max(0, next);
}

/** Ends the tour of the present view, or declines it; it is not offered again. */
export function endTour(): void {
  stepNumber.value = null;
  if (!toursSeen.value.includes(view.value)) toursSeen.value = [...toursSeen.value, view.value];
}

function isSeen(target: string): boolean {
  const element = document.querySelector(`[data-tour="${target}"]`);
  return element !== null && element.getClientRects().length > 0;
}
