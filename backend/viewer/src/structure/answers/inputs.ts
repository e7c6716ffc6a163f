import { computed, effect, type Signal, signal } from "@preact/signals";
import type { Input, InputsRequest } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { networkId } from "../../state/choice.ts";
import type { Fill } from "../../state/fill.ts";
import { fitting, subjectOf } from "../../state/fitting.ts";
import { failed, IDLE, type Loadable, loading, ready } from "../../state/loadable.ts";
import { coverage } from "../masks/mask.ts";
import { fill, liveMasks } from "../masks/masks.ts";
import { masked, type Picture, sizeOf } from "../pictures/picture.ts";
import { imageId, subjectKey } from "../session/subject.ts";

/** Inputs kept; one is about 300 kB. */
const MAX_KEPT = 12;

const kept = new Map<string, Signal<Loadable<Input>>>();

/**
 * The network's input and what shows through a mask, asked for on first use. Subscribes to how the picture is made to
 * fit. Keep it only while it is looked at.
 */
export function inputOf(image_id: string, network_id: string, fillWith: Fill): Signal<Loadable<Input>> {
  const body = { image_id, network_id, ...fitting.value, fill: fillWith };
  const key = `${subjectOf(body)} ${fillWith}`;
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const made = signal<Loadable<Input>>(IDLE);
  kept.set(key, made);
  const oldest = kept.keys().next().value;
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  queueMicrotask(() => void fetchInput(made, body));
  return made;
}

async function fetchInput(into: Signal<Loadable<Input>>, body: InputsRequest): Promise<void> {
  into.value = loading();
  try {
    const answer = await ask("inputs", body);
    if (answer) into.value = ready(answer);
  } catch (error) {
    into.value = failed(error);
  }
}

/** Asks again for inputs that could not be had. */
export function retryInputs(): void {
  for (const [key, value] of kept) if (value.value.state === "failed") kept.delete(key);
  attempt.value += 1;
}

const attempt = signal(0);

/** The input with the fill that is chosen. */
export const input = computed<Loadable<Input>>(() => {
  attempt.value;
  if (imageId.value === null || networkId.value === null) return IDLE;
  return inputOf(imageId.value, networkId.value, fill.value).value;
});

const latest = signal<{ subject: string; input: Input } | null>(null);

/** Keeps the last input in sight while one with another fill is on its way. Returns what stops that. */
export function followInput(): () => void {
  return effect(() => {
    const subject = subjectKey.value ?? "";
    if (input.value.state === "ready") latest.value = { subject, input: input.value.value };
    else if (latest.peek() && latest.peek()?.subject !== subject) latest.value = null;
  });
}

/** The input that can be shown now; null before the first. */
const shownInput = computed(() => latest.value?.input ?? null);

/** What enters the network with the masks as they are at this moment, made here without asking. */
export const preview = computed<Picture | null>(() => {
  const shown = shownInput.value;
  if (!shown) return null;
  const masks = liveMasks.value;
  const flags = masks.length > 0 ? coverage(masks, sizeOf(shown.image)) : null;
  return masked(shown.image, shown.fill_image, flags);
});
