import { packBits, unpackBits } from "../masks/bits.ts";
import { fromBase64Url, toBase64Url } from "../masks/runLength.ts";
import type { SwitchedOff } from "../scene/switchedOff.ts";

/** What switched-off maps may take of an address; browsers and chat programs cut far longer ones. */
const MAX_LETTERS = 3000;
/** Layers that one request may have switched off, and channels of a layer: the protocol's bounds. */
export const MAX_LAYERS_OFF = 64;
const MAX_CHANNELS = 16384;
/** Letters up to which channels are listed though bits were shorter. */
const READABLE = 24;

/**
 * What is off, for an address: `layer:3.7.12`, or `layer:bBITS` where that is shorter, with the bits of the channels from 0
 * on in base64; `~` stands between two layers. Null where nothing is off, or there is no room for it.
 */
export function switchedOffToText(off: SwitchedOff): string | null {
  const text = [...off].map(([layer, channels]) => `${escaped(layer)}:${channelsText(channels)}`).join("~");
  return text === "" || text.length > MAX_LETTERS ? null : text;
}

/** Reads it; undefined where the text says nothing of the kind. */
export function textToSwitchedOff(text: string): SwitchedOff | undefined {
  const parts = text.split("~").map((part) => {
    const colon = part.lastIndexOf(":");
    return { layer: unescaped(part.slice(0, colon)), channels: colon > 0 ? channelsOf(part.slice(colon + 1)) : null };
  });
  const found = new Map<string, readonly number[]>();
  for (const { layer, channels } of parts) {
    if (channels === null || channels.length === 0 || layer.length > 128) return undefined;
    found.set(layer, channels);
  }
  return found.size <= MAX_LAYERS_OFF ? found : undefined;
}

function channelsText(channels: readonly number[]): string {
  const list = channels.join(".");
  const flags = new Uint8Array((channels.at(-1) ?? 0) + 1);
  for (const channel of channels) flags[channel] = 1;
  const bits = `b${toBase64Url(packBits(flags))}`;
  return list.length <= Math.max(READABLE, bits.length) ? list : bits;
}

function channelsOf(text: string): readonly number[] | null {
  if (text.startsWith("b")) {
    const bytes = fromBase64Url(text.slice(1));
    if (!bytes || bytes.length * 8 > MAX_CHANNELS) return null;
    return [...unpackBits(bytes, bytes.length * 8).entries()].flatMap(([channel, flag]) => (flag ? [channel] : []));
  }
  if (!/^\d{1,5}(\.\d{1,5})*$/.test(text)) return null;
  const channels = [...new Set(text.split(".").map(Number))].sort((a, b) => a - b);
  return channels.every((channel) => channel < MAX_CHANNELS) ? channels : null;
}

/** A layer's name without the mark between two of them. */
function escaped(layer: string): string {
  return layer.replaceAll("%", "%25").replaceAll("~", "%7E");
}

function unescaped(text: string): string {
  return text.replaceAll("%7E", "~").replaceAll("%25", "%");
}
