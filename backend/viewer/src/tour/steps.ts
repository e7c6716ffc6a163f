import { computed, signal } from "@preact/signals";
import { go, view } from "../state/address.ts";
import { tourSeen } from "../state/settings.ts";

/** One stop of the tour: words beside a real element. */
export interface Step {
  /** The element's `data-tour`. */
  target: string;
  title: string;
  text: string;
}

/** The tour of the menu, which is where everyone begins. */
export const STEPS: readonly Step[] = [
  {
    target: "pictures",
    title: "Begin with a picture",
    text: "Take a sample, or bring your own: choose a file, drop it anywhere, or paste it.",
  },
  {
    target: "network",
    title: "Choose who looks at it",
    text: "Each network has learned to tell things apart in images. The first one is a good start.",
  },
  {
    target: "start",
    title: "Two ways in",
    text: "“See the network” shows what each layer makes of the picture. “Mask the image” hides parts of it and shows which of them decide the answer.",
  },
  {
    target: "scenes",
    title: "Go to and fro",
    text: "The same picture waits in both scenes, so you can change between them at any time.",
  },
  {
    target: "help",
    title: "Ask about anything",
    text: "Each part of a scene has a question mark that explains it. All of that is here too, and so is this tour.",
  },
];

/** The number of the step that is shown; null while there is no tour. */
export const stepNumber = signal<number | null>(null);

/** The step that is shown. */
export const step = computed(() => (stepNumber.value === null ? null : (STEPS[stepNumber.value] ?? null)));

/** Begins the tour, in the menu. */
export function startTour(): void {
  if (view.value !== "menu") go("menu");
  stepNumber.value = 0;
}

/** The next step (1) or the one before (-1); after the last, the tour ends. */
export function move(by: 1 | -1): void {
  if (stepNumber.value === null) return;
  const next = stepNumber.value + by;
  if (next >= STEPS.length) endTour();
  else stepNumber.value = Math.max(0, next);
}

/** Ends the tour; it is not offered again. */
export function endTour(): void {
  stepNumber.value = null;
  tourSeen.value = true;
}
