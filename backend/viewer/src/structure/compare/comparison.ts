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
import type { Fill } from "../../state/fill.ts";
import { failed, IDLE, type Loadable, loading, ready } from "../../state/loadable.ts";
import { compareMaps } from "../compare.ts";
import { clusterCount } from "../display.ts";
import { fill, masks } from "../editing.ts";
import type { PlacedMask } from "../mask.ts";
import { shelf, shownKept } from "../shelf.ts";
import { columnLayers, imageId, maskedSubject } from "../subject.ts";

/** One of the images that can be compared. */
export interface Candidate {
  key: string;
  name: string;
  masks: readonly PlacedMask[];
  fill: Fill;
}

/** What the network makes of one of them, in the layer compared. */
export interface SideAnswer {
  predictions: Predictions;
  column: ClusteredLayer;
  maps: readonly FeatureMap[];
}

/** The images chosen, by key, and the layer; null for what stands to reason. */
export const chosenA = signal<string | null>(null);
export const chosenB = signal<string | null>(null);
export const chosenLayer = signal<string | null>(null);

/** The original, the image as it is masked now, and the kept ones. */
export const candidates = computed<readonly Candidate[]>(() => {
  const kept = shelf.value.map((item) => ({
    key: `kept ${item.id}`,
    name: item.name,
    masks: item.masks,
    fill: item.fill,
  }));
  const original: Candidate = { key: "original", name: "Original", masks: [], fill: "black" };
  const present: Candidate = { key: "present", name: "As masked now", masks: masks.value, fill: fill.value };
  return [original, ...(masks.value.length > 0 && !shownKept.value ? [present] : []), ...kept];
});

/** A, the original unless chosen. */
export const imageA = computed(() => find(chosenA.value) ?? candidates.value[0] ?? null);

/** B, what is shown now or was kept last unless chosen. */
export const imageB = computed(
  () =>
    find(chosenB.value) ?? find("present") ?? find(`kept ${shownKept.value?.id}`) ?? candidates.value.at(-1) ?? null,
);

function find(key: string | null): Candidate | null {
  return candidates.value.find((candidate) => candidate.key === key) ?? null;
}

/** The layer compared: the middle one of those shown unless chosen. */
export const comparedLayer = computed(() => {
  const all = network.value?.layers ?? [];
  const shown = columnLayers.value;
  return all.find((layer) => layer.name === chosenLayer.value) ?? shown[Math.floor(shown.length / 2)] ?? null;
});

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
