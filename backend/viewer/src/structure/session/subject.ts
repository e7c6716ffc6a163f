import { computed } from "@preact/signals";
import type { Layer, LayersRequest } from "../../protocol/messages.ts";
import { image, network, networkId } from "../../state/choice.ts";
import type { Fill } from "../../state/fill.ts";
import { fitting, subjectOf } from "../../state/fitting.ts";
import { clusterCount, layersShown } from "../display/display.ts";
import { chosenLayers } from "../layers/layerChoice.ts";
import type { PlacedMask, Size } from "../masks/mask.ts";
import { edits, fill, liveMasks } from "../masks/masks.ts";

/** The image's id; null before one is chosen. */
export const imageId = computed(() => image.value?.imageId ?? null);

/** Rows and columns of the network's input; null before the network is known. */
export const inputSize = computed<Size | null>(() => {
  const summary = network.value?.summary;
  return summary ? { height: summary.input_height, width: summary.input_width } : null;
});

/** Whether the network can be used: its weights are here. */
export const usable = computed(() => network.value?.summary.weights.available ?? false);

/** The layers that have a column, in the order data flows. */
export const columnLayers = computed<Layer[]>(() => {
  const layers = network.value?.layers;
  return layers ? chosenLayers(layers, layersShown.value) : [];
});

/** Whether the network has no layer that could be shown, though it answers. */
export const withoutLayers = computed(() => network.value?.layers.length === 0);

/** What is said in place of its layers. */
export const NO_LAYERS =
  "This network has no layer of which feature maps could be shown. It answers, and masked images work.";

/** An image and a network: what can be seen together. */
export const subjectKey = computed(() =>
  imageId.value !== null && networkId.value !== null
    ? subjectOf({ image_id: imageId.value, network_id: networkId.value, ...fitting.value })
    : null,
);

/** The request that the page should show the answer to; null while something for it is missing. */
export const wanted = computed<LayersRequest | null>(() => {
  const masks = liveMasks.value;
  const id = imageId.value;
  const description = network.value;
  if (id === null || !description || !usable.value || edits.value.owner !== id) return null;
  return {
    ...maskedSubject(id, description.summary.network_id, masks, fill.value),
    clusters: clusterCount.value,
    layers: layersShown.value === null ? null : columnLayers.value.map((layer) => layer.name),
  };
});

/** What every request about a masked image begins with. Subscribes. The fill is left alone where nothing is masked. */
export function maskedSubject(image_id: string, network_id: string, masks: readonly PlacedMask[], fillWith: Fill) {
  return {
    image_id,
    network_id,
    ...fitting.value,
    masks: masks.map(({ mask }) => mask),
    fill: masks.length > 0 ? fillWith : ("black" as const),
  };
}
