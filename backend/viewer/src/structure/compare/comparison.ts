import { computed, signal } from "@preact/signals";
import type {
  ActivationsRequest,
  ClusteredLayer,
  FeatureMap,
  LayersRequest,
  Predictions,
} from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { network } from "../../state/choice.ts";
import { failed, IDLE, type Loadable, loading, ready } from "../../state/loadable.ts";
import { clusterCount } from "../display/display.ts";
import { imageId, maskedSubject } from "../session/subject.ts";
import { compareMaps } from "./differences.ts";
import type { Candidate } from "./sides.ts";

/** What the network makes of one of them, in the layer compared. */
export interface SideAnswer {
  predictions: Predictions;
  column: ClusteredLayer;
  maps: readonly FeatureMap[];
}

export const answerA = signal<Loadable<SideAnswer>>(IDLE);
export const answerB = signal<Loadable<SideAnswer>>(IDLE);

/** Every channel of both, the most different first; null before both are here. */
export const differences = computed(() => {
  const a = answerA.value;
  const b = answerB.value;
  return a.state === "ready" && b.state === "ready" ? compareMaps(a.value.maps, b.value.maps) : null;
});

/** Asks for one side; the answer goes into `into` when it is whole. Returns what stops that. */
export function askSide(into: typeof answerA, side: "a" | "b", candidate: Candidate, layer: string): () => void {
  const id = imageId.peek();
  const networkId = network.peek()?.summary.network_id;
  if (id === null || networkId === undefined) return () => {};
  const subject = maskedSubject(id, networkId, candidate.masks, candidate.fill);
  const layers: LayersRequest = { ...subject, clusters: clusterCount.peek(), layers: [layer] };
  const activations: ActivationsRequest = { ...subject, layer, channels: null };
  const stop = new AbortController();
  const { signal } = stop;
  into.value = loading();
  Promise.all([
    ask("layers", layers, { slot: `structure-compare-${side}`, signal }),
    ask("activations", activations, {
      slot: `structure-compare-maps-${side}`,
      signal,
      onProgress: (progress) => {
        if (into.peek().state === "loading") into.value = loading(progress);
      },
    }),
  ]).then(
    ([answer, of]) => {
      const column = answer?.layers[0];
      if (signal.aborted || !answer || !column || !of) return;
      into.value = ready({ predictions: answer.predictions, column, maps: of.maps });
    },
    (error: unknown) => {
      if (!signal.aborted) into.value = failed(error);
    },
  );
  return () => stop.abort();
}
