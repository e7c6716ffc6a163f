import { computed, type Signal } from "@preact/signals";
import { COLOUR_MAPS } from "../../geometry/colourMap.ts";
import { parseViewpoint, viewpointText } from "../../scene/viewpoint.ts";
import { type AddressText, addressParameter } from "../../state/address.ts";
import { FILLS, type Fill } from "../../state/fill.ts";
import { say } from "../../ui/notice.ts";
import { COMPARE_TEXT } from "../compare/compareAddress.ts";
import { comparison } from "../compare/sides.ts";
import * as display from "../display/display.ts";
import { MAX_LAYERS } from "../layers/layerChoice.ts";
import { largeChannel, type Order, order } from "../maps/browserState.ts";
import { begun } from "../masks/history.ts";
import { placed } from "../masks/mask.ts";
import { type Edits, edits, fill } from "../masks/masks.ts";
import { MAX_MASKS, masksToText, textToMasks } from "../masks/maskText.ts";
import { camera, type RestingCamera } from "../viewport/sceneState.ts";

/** Masks that did not fit into the address, so that a link does not bring them back. */
export const masksLeftOut = computed(() => masksToText(edits.value.history.present).left);

/** Names of layers in an address, in letters. */
const MAX_LAYER_LETTERS = 3000;

/**
 * Scene 1's state in the address: `masks`, `fill`, `mode`, `map`, `k`, `layers`, `field`, `cam`, and of what is open
 * `layer`, `cluster`, `channel`, `order` and `compare`. What cannot be read is left out.
 */
export function registerAddress(): void {
  addressParameter<Edits>("structure", "masks", edits, {
    parse: (text) => {
      const found = textToMasks(text);
      if (!found) return undefined;
      if (found.left > 0) say(`Of the link’s ${MAX_MASKS + found.left} masks, the first ${MAX_MASKS} are here.`);
      return { owner: null, size: null, history: begun(found.masks.map(placed)) };
    },
    format: (value) => masksToText(value.history.present).text || null,
  });
  oneOf<Fill>("fill", fill, FILLS);
  oneOf<display.Mode>("mode", display.mode, ["clustered", "unclustered"]);
  oneOf(
    "map",
    display.colourMapName,
    COLOUR_MAPS.map((map) => map.name),
  );
  wholeNumber("k", display.clusterCount, display.CLUSTERS.min, display.CLUSTERS.max);
  addressParameter("structure", "layers", display.layersShown, { parse: parseLayers, format: formatLayers });
  addressParameter("structure", "layer", display.openLayer, {
    parse: (text) => (isName(text) ? text : undefined),
    format: (value) => value,
    ofOverlay: true,
  });
  addressParameter("structure", "cluster", display.openCluster, numberOfOverlay(2));
  addressParameter("structure", "channel", largeChannel, numberOfOverlay(5));
  oneOf<Order>("order", order, ["channel", "entropy"]);
  addressParameter("structure", "compare", comparison, COMPARE_TEXT);
  addressParameter<RestingCamera>("structure", "cam", camera, {
    parse: (text) => {
      const choice = text === "fit" ? text : parseViewpoint(text);
      return choice && { choice, network: null };
    },
    format: ({ choice }) => (choice === "home" ? null : choice === "fit" ? choice : viewpointText(choice)),
  });
  addressParameter("structure", "field", display.fieldOnInput, {
    parse: (text) => (text === "0" ? false : text === "1" ? true : undefined),
    format: (value) => (value ? null : "0"),
  });
}

/** The place or channel that an overlay shows; null for none. */
function numberOfOverlay(digits: number): AddressText<number | null> {
  const pattern = new RegExp(`^\\d{1,${digits}}$`);
  return {
    parse: (text) => (pattern.test(text) ? Number(text) : undefined),
    format: (value) => (value === null ? null : String(value)),
    ofOverlay: true,
  };
}

function oneOf<T extends string>(name: string, value: Signal<T>, allowed: readonly T[]): void {
  const beginning = value.peek();
  addressParameter("structure", name, value, {
    parse: (text) => allowed.find((candidate) => candidate === text),
    format: (now) => (now === beginning ? null : now),
  });
}

function wholeNumber(name: string, value: Signal<number>, low: number, high: number): void {
  const beginning = value.peek();
  addressParameter("structure", name, value, {
    parse: (text) => {
      const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
      return number >= low && number <= high ? number : undefined;
    },
    format: (now) => (now === beginning ? null : String(now)),
  });
}

/** Layers as text: `*` is all, `c` all convolutions, otherwise names with commas between. */
export function parseLayers(text: string): display.LayerChoice | undefined {
  if (text === "*") return "all";
  if (text === "c") return "convolutions";
  const names = text.split(",");
  return names.length <= MAX_LAYERS && names.every(isName) ? names : undefined;
}

/** The reverse; null for the default, and for more names than an address should hold. */
export function formatLayers(choice: display.LayerChoice): string | null {
  if (choice === null) return null;
  if (choice === "all") return "*";
  if (choice === "convolutions") return "c";
  const text = choice.join(",");
  return text.length <= MAX_LAYER_LETTERS && !choice.some((name) => name.includes(",")) ? text : null;
}

function isName(text: string): boolean {
  return text.length >= 1 && text.length <= 128;
}
