import { computed, type Signal } from "@preact/signals";
import { COLOUR_MAPS } from "../geometry/colourMap.ts";
import { addressParameter } from "../state/address.ts";
import { FILLS, type Fill } from "../state/fill.ts";
import { say } from "../ui/notice.ts";
import * as display from "./display.ts";
import { type Edits, edits, fill } from "./editing.ts";
import { begun } from "./history.ts";
import { MAX_LAYERS } from "./layerChoice.ts";
import { placed } from "./mask.ts";
import { MAX_MASKS, masksToText, textToMasks } from "./maskAddress.ts";

/** Masks that did not fit into the address, so that a link does not bring them back. */
export const masksLeftOut = computed(() => masksToText(edits.value.history.present).left);

/** Names of layers in an address, in letters. */
const MAX_LAYER_LETTERS = 3000;

/** Scene 1's state in the address: `masks`, `fill`, `k`, `layers`, `map`, `mode`, `layer`, `cluster`. */
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
  });
  addressParameter<number | null>("structure", "cluster", display.openCluster, {
    parse: (text) => (/^\d{1,2}$/.test(text) ? Number(text) : undefined),
    format: (value) => (value === null ? null : String(value)),
  });
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
