import type { Mask } from "../../protocol/messages.ts";
import { packBits, unpackBits } from "./bits.ts";
import type { PlacedMask } from "./mask.ts";
import { decodeRuns, encodeRuns, fromBase64Url, toBase64Url } from "./runLength.ts";

/** What masks may take of an address; browsers and chat programs cut far longer ones. */
export const MAX_ADDRESS_LETTERS = 4000;

/** Masks as text, and how many did not fit. */
export interface AddressText {
  text: string;
  left: number;
}

/** A side of a mask, at most: what the protocol takes of a bitmap. */
export const MAX_SIDE = 2048;

/** Masks in one address, at most: as many as a request may hold. */
export const MAX_MASKS = 256;

/**
 * Masks for an address: `r40,60,80,80` is a rectangle (top, left, height, width), `b40,60,80,80,…` a bitmap's box with
 * its run lengths in base64; `~` stands between two. Where that gets too long, bitmaps are left out first.
 */
export function masksToText(masks: readonly PlacedMask[], limit = MAX_ADDRESS_LETTERS): AddressText {
  const all = masks.map(({ mask }) => mask);
  const whole = all.map(maskToText).join(SEPARATOR);
  if (whole.length <= limit) return { text: whole, left: 0 };
  const kept: string[] = [];
  let length = 0;
  for (const mask of all) {
    if (mask.kind !== "rectangle") continue;
    const text = maskToText(mask);
    if (length + text.length + 1 > limit) break;
    kept.push(text);
    length += text.length + 1;
  }
  return { text: kept.join(SEPARATOR), left: all.length - kept.length };
}

/** A character that neither numbers nor base64url hold. */
const SEPARATOR = "~";

/** The masks of an address, the first `MAX_MASKS` of them, and how many more there are. */
export interface AddressMasks {
  masks: Mask[];
  left: number;
}

/** Reads the masks of an address; null where the text cannot be read. */
export function textToMasks(text: string): AddressMasks | null {
  if (text === "") return { masks: [], left: 0 };
  const parts = text.split(SEPARATOR);
  const masks = parts.slice(0, MAX_MASKS).map(textToMask);
  return masks.every((mask) => mask !== null) ? { masks, left: parts.length - masks.length } : null;
}

function maskToText(mask: Mask): string {
  const box = `${mask.top},${mask.left},${mask.height},${mask.width}`;
  if (mask.kind === "rectangle") return `r${box}`;
  return `b${box},${toBase64Url(encodeRuns(unpackBits(mask.data, mask.height * mask.width)))}`;
}

function textToMask(text: string): Mask | null {
  const match = /^([rb])(-?\d{1,6}),(-?\d{1,6}),(\d{1,5}),(\d{1,5})(?:,([A-Za-z0-9_-]+))?$/.exec(text);
  if (!match) return null;
  const [, kind, ...fields] = match;
  const [top = 0, left = 0, height = 0, width = 0] = fields.slice(0, 4).map(Number);
  if (height < 1 || width < 1 || height > MAX_SIDE || width > MAX_SIDE) return null;
  const runs = fields[4];
  if (kind === "r") return runs === undefined ? { kind: "rectangle", top, left, height, width } : null;
  const bytes = runs === undefined ? null : fromBase64Url(runs);
  const flags = bytes && decodeRuns(bytes, height * width);
  return flags && { kind: "bitmap", top, left, height, width, data: packBits(flags) };
}
