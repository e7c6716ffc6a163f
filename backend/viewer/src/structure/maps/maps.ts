import { batch, computed, signal } from "@preact/signals";
import { Complaint } from "../../protocol/complaint.ts";
import type { ActivationsRequest, FeatureMap, Layer, Progress } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { network } from "../../state/choice.ts";
import { columns, pending } from "../answers/result.ts";
import { openCluster, openLayer } from "../display/display.ts";
import { fill, masks } from "../masks/masks.ts";
import { imageId, maskedSubject, subjectKey, usable } from "../session/subject.ts";

/** The layer whose maps are open; null where none is, or this network has none of that name. */
export const openedLayer = computed<Layer | null>(
  () => network.value?.layers.find((layer) => layer.name === openLayer.value) ?? null,
);

/** Feature maps that are here. `key` says of what; maps of another layer or image are never shown for this one. */
interface Shown {
  subject: string;
  maps: readonly FeatureMap[];
}

const shown = signal<Shown | null>(null);

/** How far the maps are. */
export const mapsStage = signal<{ running: boolean; progress: Progress | null; complaint: Complaint | null }>({
  running: false,
  progress: null,
  complaint: null,
});

/** The maps that are open, in the order of channels; empty before they arrive. */
export const openedMaps = computed<readonly FeatureMap[]>(() =>
  shown.value && shown.value.subject === subject.value ? shown.value.maps : [],
);

/** What the open maps are of: maps with the same subject may stand in for each other while newer ones are computed. */
const subject = computed(() => {
  const layer = openedLayer.value;
  return layer ? `${subjectKey.value} ${layer.name} ${openCluster.value}` : "";
});

/** The channels of the open cluster as of the newest answer; null for all of the layer; undefined while not known. */
const channels = computed<readonly number[] | null | undefined>(() => {
  if (openCluster.value === null) return null;
  const column = columns.value.find((candidate) => candidate?.layer === openLayer.value);
  return column?.clusters[openCluster.value]?.channels;
});

/** Clusters that the open layer has now; null before it is here. */
export const openedClusters = computed(
  () => columns.value.find((candidate) => candidate?.layer === openLayer.value)?.clusters ?? null,
);

/** What to ask for; null while nothing is open, or its channels may change in a moment. */
export const wantedMaps = computed<ActivationsRequest | null>(() => {
  const layer = openedLayer.value;
  const id = imageId.value;
  const description = network.value;
  if (!layer || id === null || !description || !usable.value) return null;
  if (openCluster.value !== null && pending.value && shown.value?.subject === subject.value) return null;
  const wantedChannels = channels.value;
  if (wantedChannels === undefined) return null;
  return {
    ...maskedSubject(id, description.summary.network_id, masks.value, fill.value),
    layer: layer.name,
    channels: wantedChannels === null ? null : [...wantedChannels],
  };
});

let askedFor = "";

/** Asks for maps, unless they are here or on their way. */
export function askMaps(body: ActivationsRequest, again = false): void {
  const key = JSON.stringify([body, subject.peek()], (_name, value: unknown) =>
    value instanceof Uint8Array ? Array.from(value) : value,
  );
  if (key === askedFor && !again) return;
  askedFor = key;
  const of = subject.peek();
  mapsStage.value = { running: true, progress: null, complaint: null };
  ask("activations", body, {
    slot: "structure-maps",
    onProgress: (progress) => {
      if (askedFor === key) mapsStage.value = { running: true, progress, complaint: null };
    },
  }).then(
    (answer) => {
      if (askedFor !== key || !answer) return;
      batch(() => {
        shown.value = { subject: of, maps: answer.maps };
        mapsStage.value = { running: false, progress: null, complaint: null };
      });
    },
    (error: unknown) => {
      if (askedFor !== key) return;
      mapsStage.value = { running: false, progress: null, complaint: Complaint.of(error) };
    },
  );
}

/** Forgets the maps; they may be many megabytes. */
export function dropMaps(): void {
  askedFor = "";
  shown.value = null;
  mapsStage.value = { running: false, progress: null, complaint: null };
}
