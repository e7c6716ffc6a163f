import type { FeatureMap, Tensor } from "../../protocol/messages.ts";

/** One channel of a layer for two images, A and B. */
export interface ChannelDifference {
  channel: number;
  a: FeatureMap;
  b: FeatureMap;
  /** Mean over the pixels of |B − A|, in the maps' own unit. */
  mean: number;
  /** Largest |B − A|. */
  largest: number;
}

/** The numbers that a tensor's 256 stored bytes stand for. */
function valueTable(tensor: Tensor): Float64Array {
  const values = new Float64Array(256);
  for (let byte = 0; byte < 256; byte++) values[byte] = byte * tensor.scale + tensor.offset;
  return values;
}

/** B − A at each pixel, row-major. */
export function differenceMap(a: Tensor, b: Tensor): Float64Array {
  const fromA = valueTable(a);
  const fromB = valueTable(b);
  const difference = new Float64Array(a.data.length);
  for (let index = 0; index < difference.length; index++) {
    difference[index] = (fromB[b.data[index] ?? 0] ?? 0) - (fromA[a.data[index] ?? 0] ?? 0);
  }
  return difference;
}

/** Pairs the maps of two answers by channel, the largest mean |B − A| first; channels that only one has are left out. */
export function compareMaps(mapsA: readonly FeatureMap[], mapsB: readonly FeatureMap[]): ChannelDifference[] {
  const byChannel = new Map(mapsB.map((map) => [map.channel, map]));
  const pairs: ChannelDifference[] = [];
  for (const a of mapsA) {
    const b = byChannel.get(a.channel);
    if (b && b.map.data.length === a.map.data.length) pairs.push({ channel: a.channel, a, b, ...size(a.map, b.map) });
  }
  return pairs.sort((one, other) => other.mean - one.mean || one.channel - other.channel);
}

/** Mean and largest |B − A|. */
function size(a: Tensor, b: Tensor): { mean: number; largest: number } {
  const difference = differenceMap(a, b);
  let sum = 0;
  let largest = 0;
  for (const value of difference) {
    const amount = Math.abs(value);
    sum += amount;
    if (amount > largest) largest = amount;
  }
  return { mean: difference.length ? sum / difference.length : 0, largest };
}

/** Smallest and largest value of several maps together. */
export function commonRange(tensors: readonly Tensor[]): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const tensor of tensors) {
    low = Math.min(low, tensor.offset);
    high = Math.max(high, tensor.offset + 255 * tensor.scale);
  }
  return low <= high ? { low, high } : { low: 0, high: 0 };
}

/** The colours of a tensor's bytes on a scale from `low` to `high`, so that two maps can be compared by eye. */
export function lookupOnScale(tensor: Tensor, low: number, high: number, lookup: Uint8Array): Uint8Array {
  const own = new Uint8Array(1024);
  const span = high - low;
  for (let byte = 0; byte < 256; byte++) {
    const share = span > 0 ? (byte * tensor.scale + tensor.offset - low) / span : 0;
    const index = Math.round(255 * Math.max(0, Math.min(1, share)));
    own.set(lookup.subarray(index * 4, index * 4 + 4), byte * 4);
  }
  return own;
}
