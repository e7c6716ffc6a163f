import { computed, signal } from "@preact/signals";
import { type View, view } from "../state/address.ts";
import { toursSeen } from "../state/settings.ts";

/** One stop of the tour: words beside a real element. */
export interface Step {
  /** The element's `data-tour`. */
  target: string;
  title: string;
  /** To be shown by `worded`. */
  text: string;
}

/** The stops in each view. Each is offered on the first visit of its view, and can be asked for in the help. */
export const STEPS: Record<View, readonly Step[]> = {
  menu: [
    {
      target: "pictures",
      title: "Begin with a picture",
      text: "Take a sample, or bring your own: {choose a file, drop it anywhere, or paste it|choose a file or take a photo}.",
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
      text: "Question marks explain each part of a scene. All of that is here too, and so is this tour.",
    },
  ],
  structure: [
    {
      target: "columns",
      title: "The network, layer by layer",
      text: "Each column is a layer. Its images stand for groups of similar feature maps: {open} one to see them all, or {point at} a pixel to see what it was computed from.",
    },
    {
      target: "masks",
      title: "Hide a part of the picture",
      text: "Draw on the picture, and the network answers anew while you do.",
    },
    {
      target: "classes",
      title: "What the network answers",
      text: "The ten most probable classes. Watch them change when you hide something.",
    },
    {
      target: "view",
      title: "Look at it differently",
      text: "More or fewer groups per layer, other colours, other layers, or a plain list of them.",
    },
    {
      target: "shelf",
      title: "Keep and compare",
      text: "Keep a picture with its masks, return to it, or compare two of them.",
    },
  ],
  pool: [
    {
      target: "tetrahedron",
      title: "Few classes, many copies",
      text: "Each small image is the picture with one square hidden. The nearer to a corner, the more probable the corner's class.",
    },
    {
      target: "windows",
      title: "What is hidden",
      text: "The sizes of the hidden squares, how far they move, and what takes their place.",
    },
    {
      target: "boundary",
      title: "Kept or changed",
      text: "What separates the copies that kept the answer from those that lost it.",
    },
    {
      target: "importance",
      title: "What the answer needs",
      text: "Red places are those without which the answer becomes less probable.",
    },
  ],
};

/** The steps of the tour under way. */
export const tourSteps = signal<readonly Step[]>([]);

/** The number of the step that is shown; null while there is no tour. */
export const stepNumber = signal<number | null>(null);

/** The step that is shown. */
export const step = computed(() => (stepNumber.value === null ? null : (tourSteps.value[stepNumber.value] ?? null)));

/** Begins the tour of the present view, with those stops whose element is there. */
export function startTour(): void {
  const steps = STEPS[view.value].filter((one) => isSeen(one.target));
  if (steps.length === 0) return;
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
