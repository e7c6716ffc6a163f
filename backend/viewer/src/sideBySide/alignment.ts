import type { Layer } from "../protocol/messages.ts";

/** The layers of a network that are shown, in the order data flows, and the size of what enters it. */
export interface Flow {
  readonly layers: readonly Layer[];
  readonly input: { readonly height: number; readonly width: number };
}

/** Two layers that stand beside each other; null where a network has none there. */
export interface LayerPair {
  readonly one: Layer | null;
  readonly two: Layer | null;
}

/** Layers of both networks whose outputs are about the same share of their inputs. */
export interface Resolution {
  /** How often the input's side was halved on the way to them; null for units, which are at no place of the picture. */
  readonly halvings: number | null;
  readonly pairs: readonly LayerPair[];
}

/** The rule of `alignedLayers`, for a person. */
export const ALIGNMENT =
  "Beside each other stand layers whose maps are the same share of the input’s side, to the nearest halving; within one " +
  "share in order, from the first to the last.";

/**
 * The layers of two networks beside each other, by resolution and depth.
 *
 * A layer's resolution is how often the input's side was halved, to the nearest whole number: log2 of the geometric mean of
 * input rows / layer rows and input columns / layer columns. Within one resolution the network with fewer layers has them
 * spread over the other's in order, first to first and last to last; a single one stands beside the last, what the other
 * network gives on from there.
 */
export function alignedLayers(one: Flow, two: Flow): Resolution[] {
  const [here, there] = [byResolution(one), byResolution(two)];
  const all = [...new Set([...here.keys(), ...there.keys()])].sort((a, b) => a - b);
  return all.map((halvings) => ({
    halvings: Number.isFinite(halvings) ? halvings : null,
    pairs: paired(here.get(halvings) ?? [], there.get(halvings) ?? []),
  }));
}

/** Units come after all maps. */
const UNITS = Number.POSITIVE_INFINITY;

function byResolution({ layers, input }: Flow): Map<number, Layer[]> {
  const found = new Map<number, Layer[]>();
  for (const layer of layers) {
    const shrunk = Math.sqrt((input.height / layer.height) * (input.width / layer.width));
    const halvings = layer.kind === "dense" ? UNITS : Math.round(Math.log2(shrunk));
    found.set(halvings, [...(found.get(halvings) ?? []), layer]);
  }
  return found;
}

function paired(one: readonly Layer[], two: readonly Layer[]): LayerPair[] {
  const rows = Math.max(one.length, two.length);
  const [left, right] = [spread(one, rows), spread(two, rows)];
  return left.map((layer, row) => ({ one: layer, two: right[row] ?? null }));
}

/** Layers over so many rows, in order. */
function spread(layers: readonly Layer[], rows: number): (Layer | null)[] {
  const found: (Layer | null)[] = Array.from({ length: rows }, () => null);
  layers.forEach((layer, place) => {
    const at = layers.length === 1 ? rows - 1 : Math.round((place * (rows - 1)) / (layers.length - 1));
    found[at] = layer;
  });
  return found;
}

/** What share of the input's side a resolution is: `1/4 of the input’s side`. */
export function resolutionWords(halvings: number | null): string {
  if (halvings === null) return "Units";
  if (halvings === 0) return "The input’s own size";
  const times = 2 ** Math.abs(halvings);
  return halvings > 0 ? `1/${times} of the input’s side` : `${times} times the input’s side`;
}
