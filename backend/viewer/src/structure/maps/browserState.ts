import { computed, signal } from "@preact/signals";
import type { FeatureMap } from "../../protocol/messages.ts";
import { openedMaps } from "./maps.ts";

/** Order of the maps. */
export type Order = "channel" | "entropy";
export const order = signal<Order>("channel");

/** The channel that is shown large; null for the grid. */
export const largeChannel = signal<number | null>(null);

/** The open maps in the order chosen: by channel, or the highest entropy first. */
export const sortedMaps = computed<readonly FeatureMap[]>(() => sortMaps(openedMaps.value, order.value));

/** Sorts maps; equal entropies by channel. */
export function sortMaps(maps: readonly FeatureMap[], by: Order): readonly FeatureMap[] {
  if (by === "channel") return maps.toSorted((a, b) => a.channel - b.channel);
  return maps.toSorted((a, b) => b.entropy - a.entropy || a.channel - b.channel);
}

/** The map shown large and its place; null where none is, or it is not among those open. */
export const largeMap = computed(() => {
  const place = sortedMaps.value.findIndex((map) => map.channel === largeChannel.value);
  const map = sortedMaps.value[place];
  return map ? { map, place } : null;
});

/** Shows the map `by` places further large; stays at the ends. */
export function stepLarge(by: number): void {
  const now = largeMap.value;
  const next = now && sortedMaps.value[now.place + by];
  if (next) largeChannel.value = next.channel;
}
