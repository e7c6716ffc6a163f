import { computed, signal } from "@preact/signals";
import type { LayersRequest, Predictions } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { network } from "../../state/choice.ts";
import { subjectOf } from "../../state/fitting.ts";
import { subjectKey } from "../session/subject.ts";
import { predictions } from "./result.ts";

const MAX_KEPT = 16;
const known = signal<ReadonlyMap<string, Predictions>>(new Map());
const asked = new Set<string>();

/** What the network answers for the unmasked image; null before it is known. */
export const original = computed(() => {
  const key = subjectKey.value;
  return (key !== null && known.value.get(key)) || null;
});

/** The unmasked image's answer, while something is masked; else null. */
export const comparedWith = computed(() => ((predictions.value?.masks.length ?? 0) > 0 ? original.value : null));

/** Remembers the predictions of an answer, where nothing was masked. */
export function noteOriginal(body: LayersRequest, predictions: Predictions): void {
  if (body.masks && body.masks.length > 0) return;
  const key = subjectOf(body);
  if (known.peek().get(key) === predictions) return;
  const next = new Map(known.peek());
  next.delete(key);
  next.set(key, predictions);
  const oldest = next.keys().next().value;
  if (next.size > MAX_KEPT && oldest !== undefined) next.delete(oldest);
  known.value = next;
}

/** Asks for them, where a masked image was the first that was asked for. One layer is the least one can ask for. */
export function seekOriginal(body: LayersRequest): void {
  const key = subjectOf(body);
  const layer = network.peek()?.layers.at(-1)?.name;
  if (layer === undefined || asked.has(key) || known.peek().has(key)) return;
  asked.add(key);
  const plain: LayersRequest = {
    image_id: body.image_id,
    network_id: body.network_id,
    ...(body.fit !== undefined && { fit: body.fit }),
    ...(body.crop_at !== undefined && { crop_at: body.crop_at }),
    masks: [],
    clusters: 1,
    layers: [layer],
  };
  ask("layers", plain, { slot: "structure-original" })
    .then((answer) => answer && noteOriginal(plain, answer.predictions))
    .catch(() => {}) // the change is not shown; the main request says what is wrong
    .finally(() => asked.delete(key));
}
