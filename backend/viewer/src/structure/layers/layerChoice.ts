import type { Layer } from "../../protocol/messages.ts";

/** Which layers have a column: those that the network shows by default (null), a kind of them, or these names. */
export type LayerChoice = null | "convolutions" | "all" | readonly string[];

/** Layers that one request may name. */
export const MAX_LAYERS = 1024;

/** The layers that have a column, in the order data flows; those shown by default where the choice names none of them. */
export function chosenLayers(layers: readonly Layer[], choice: LayerChoice): Layer[] {
  const byDefault = layers.filter((layer) => layer.shown);
  if (choice === null) return byDefault;
  if (choice === "all") return layers.slice(0, MAX_LAYERS);
  if (choice === "convolutions") return layers.filter((layer) => layer.kind === "convolution").slice(0, MAX_LAYERS);
  const names = new Set(choice);
  const named = layers.filter((layer) => names.has(layer.name)).slice(0, MAX_LAYERS);
  return named.length > 0 ? named : byDefault;
}

/** `names` as the shortest choice that means the same, so that an address stays short. */
export function choiceOf(layers: readonly Layer[], names: ReadonlySet<string>): LayerChoice {
  for (const choice of [null, "convolutions", "all"] as const) {
    const chosen = chosenLayers(layers, choice);
    if (chosen.length === names.size && chosen.every((layer) => names.has(layer.name))) return choice;
  }
  return layers.filter((layer) => names.has(layer.name)).map((layer) => layer.name);
}
