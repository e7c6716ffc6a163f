import { computed, type Signal, signal } from "@preact/signals";
import type { SuperpixelsRequest } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { networkId } from "../../state/choice.ts";
import { fitting, subjectOf } from "../../state/fitting.ts";
import { failed, IDLE, type Loadable, loading, ready } from "../../state/loadable.ts";
import { type Edge, outlines, type Segments, segmentsOf } from "../masks/superpixel.ts";
import { imageId } from "../session/subject.ts";
import { segmentCount, tool } from "./tools.ts";

/** Superpixels with their outlines, found once. */
export interface Outlined {
  segments: Segments;
  edges: Edge[];
}

const MAX_KEPT = 6;
const kept = new Map<string, Signal<Loadable<Outlined>>>();

/** The superpixels of the input, asked for when the tool is first taken. */
export const superpixels = computed<Loadable<Outlined>>(() => {
  attempt.value;
  if (tool.value !== "superpixel" || imageId.value === null || networkId.value === null) return IDLE;
  return segmentsOfInput(imageId.value, networkId.value, segmentCount.value).value;
});

const attempt = signal(0);

/** Asks again, where they could not be had. */
export function retrySegments(): void {
  for (const [key, value] of kept) if (value.value.state === "failed") kept.delete(key);
  attempt.value += 1;
}

function segmentsOfInput(image_id: string, network_id: string, segments: number): Signal<Loadable<Outlined>> {
  const body = { image_id, network_id, ...fitting.value, segments };
  const key = `${subjectOf(body)} ${segments}`;
  let value = kept.get(key);
  if (!value) {
    value = signal<Loadable<Outlined>>(IDLE);
    kept.set(key, value);
    const oldest = kept.keys().next().value;
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    const made = value;
    queueMicrotask(() => void fetchSegments(made, key, body));
  }
  return value;
}

async function fetchSegments(into: Signal<Loadable<Outlined>>, key: string, body: SuperpixelsRequest): Promise<void> {
  into.value = loading();
  try {
    const answer = await ask("superpixels", body, { slot: "structure-superpixels" });
    // Another number was asked for meanwhile; this one is asked for again when it is wanted again.
    if (answer === null) {
      kept.delete(key);
      return;
    }
    const segments = segmentsOf(answer);
    into.value = ready({ segments, edges: outlines(segments) });
  } catch (error) {
    into.value = failed(error);
  }
}
