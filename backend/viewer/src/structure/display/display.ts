import { batch, computed, signal } from "@preact/signals";
import { COLOUR_MAPS, colourMap, lookupTable } from "../../geometry/colourMap.ts";

/** Clusters for each layer, 1..64. */
export const clusterCount = signal(3);

/** The protocol's bounds of `clusters`. */
export const CLUSTERS = { min: 1, max: 64 } as const;

/** Which layers have a column: those that the network shows by default (null), a kind of them, or these names. */
export type LayerChoice = null | "convolutions" | "all" | readonly string[];
export const layersShown = signal<LayerChoice>(null);

/** Name of the colour map. */
export const colourMapName = signal(COLOUR_MAPS[0]?.name ?? "");

/** Its 256 colours, RGBA. */
export const lookup = computed(() => lookupTable(colourMap(colourMapName.value).stops));

/** Columns of clusters, or the list of layers, each opening to all its maps. */
export type Mode = "clustered" | "unclustered";
export const mode = signal<Mode>("clustered");

/** Whether a hover outlines the receptive field on the input, too. */
export const fieldOnInput = signal(true);

/** The layer whose maps are open, and the cluster, where it is one's and not all; null for none. */
export const openLayer = signal<string | null>(null);
export const openCluster = signal<number | null>(null);

/** Opens the maps of a cluster, or with null of the whole layer. */
export function openMaps(layer: string, cluster: number | null): void {
  batch(() => {
    openLayer.value = layer;
    openCluster.value = cluster;
  });
}

/** Closes them. */
export function closeMaps(): void {
  batch(() => {
    openLayer.value = null;
    openCluster.value = null;
  });
}
