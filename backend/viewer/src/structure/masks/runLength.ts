import { fromBase64, toBase64 } from "../../protocol/base64.ts";

/**
 * Flags as the lengths of their runs: first a run of zeros (maybe of length 0), then ones, and so on; each length a
 * varint of seven bits a byte, low bits first. Brush strokes and superpixels are a few runs a row, so that is short.
 */

/** Flags (0 or 1) to run lengths. */
export function encodeRuns(flags: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  let value = 0;
  let length = 0;
  for (const flag of flags) {
    if (flag !== value) {
      pushVarint(bytes, length);
      value = flag;
      length = 0;
    }
    length++;
  }
  pushVarint(bytes, length);
  return Uint8Array.from(bytes);
}

/** Run lengths to exactly `count` flags; null where the runs do not add up to that. */
export function decodeRuns(bytes: Uint8Array, count: number): Uint8Array | null {
  const flags = new Uint8Array(count);
  let value = 0;
  let filled = 0;
  let length = 0;
  let shift = 0;
  for (const byte of bytes) {
    length += (byte & 127) * 2 ** shift;
    shift += 7;
    if (byte & 128) {
      if (shift > 28) return null;
      continue;
    }
    if (filled + length > count) return null;
    if (value) flags.fill(1, filled, filled + length);
    filled += length;
    value ^= 1;
    length = 0;
    shift = 0;
  }
  return shift === 0 && filled === count ? flags : null;
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  bytes.push(rest);
}

/** Bytes to base64 with `-` and `_` and without padding, as it may stand in an address. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The reverse; null where the text is not base64. */
export function fromBase64Url(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  return fromBase64(text.replaceAll("-", "+").replaceAll("_", "/"));
}
