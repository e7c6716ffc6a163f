import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { ActivationsRequest, FeatureMap } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { network } from "../../state/choice.ts";
import { fill, masks } from "../masks/masks.ts";
import { imageId, maskedSubject, usable } from "../session/subject.ts";

/** Maps of a layer that the list shows: its first channels, as they are, without clusters. */
export const FIRST_MAPS = 3;

/** What all maps of the list are of; null while something for it is missing. */
const subject = computed(() => {
  const id = imageId.value;
  const description = network.value;
  if (id === null || !description || !usable.value) return null;
  return maskedSubject(id, description.summary.network_id, masks.value, fill.value);
});

interface Row {
  layer: string;
  channels: number;
  maps: Signal<readonly FeatureMap[]>;
  /** What the maps that are here, or on their way, are of. */
  of: unknown;
}

/** Rows in sight. */
const rows = new Set<Row>();
const changed = signal(0);
let busy = false;

/** The first maps of a layer, while its row is in sight; empty before they are here. Returns them, and what ends it. */
export function watchFirstMaps(layer: string, channels: number): [ReadonlySignal<readonly FeatureMap[]>, () => void] {
  const row: Row = { layer, channels, maps: signal([]), of: null };
  rows.add(row);
  changed.value++;
  return [row.maps, () => rows.delete(row)];
}

/** Asks for what is missing, one layer after the other. Returns what stops that. */
export function followFirstMaps(): () => void {
  return effect(() => {
    changed.value;
    if (subject.value) untracked(askNext);
  });
}

function askNext(): void {
  const of = subject.peek();
  const row = of && !busy ? [...rows].find((one) => one.of !== of) : undefined;
  if (!of || !row) return;
  busy = true;
  row.of = of;
  const channels = Array.from({ length: Math.min(FIRST_MAPS, row.channels) }, (_none, channel) => channel);
  const body: ActivationsRequest = { ...of, layer: row.layer, channels };
  ask("activations", body)
    .then((answer) => {
      if (answer && row.of === of) row.maps.value = answer.maps.toSorted((a, b) => a.channel - b.channel);
    })
    // A list without small pictures is still the list; what is wrong is said where the layers themselves are asked for.
    .catch(() => {})
    .finally(() => {
      busy = false;
      askNext();
    });
}
