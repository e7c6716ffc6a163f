import { computed, signal } from "@preact/signals";
import type {
  ActivationsRequest,
  ClusteredLayer,
  FeatureMap,
  LayersRequest,
  Predictions,
} from "../../protocol/messages.ts";
import { network } from "../../state/choice.ts";
import { run } from "../../state/connection.ts";
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
  const answer: { predictions?: Predictions; column?: ClusteredLayer; maps: FeatureMap[] } = { maps: [] };
  into.value = loading();
  const first = run("layers", layers, {
    slot: `structure-compare-${side}`,
    onPart: (part) => {
      if (part.kind === "predictions") answer.predictions = part.content;
      if (part.kind === "layer") answer.column = part.content;
    },
  });
  const second = run("activations", activations, {
    slot: `structure-compare-maps-${side}`,
    onPart: (part) => {
      if (part.kind === "activations") answer.maps.push(...part.content.maps);
    },
    onProgress: (progress) => {
      if (!stopped && into.peek().state === "loading") into.value = loading(progress);
    },
    onRestart: () => {
      answer.maps.length = 0;
    },
  });
  let stopped = false;
  Promise.all([first.finished, second.finished]).then(
    (ends) => {
      const { predictions, column, maps } = answer;
      if (stopped || !ends.every((end) => end === "done") || !predictions || !column) return;
      into.value = ready({ predictions, column, maps });
    },
    (error: unknown) => {
      if (!stopped) into.value = failed(error);
    },
  );
  return () => {
    stopped = true;
    first.cancel();
    second.cancel();
  };
}
