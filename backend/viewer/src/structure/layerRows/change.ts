import { NEUTRAL_BYTE } from "../../geometry/colourMap.ts";
import type { Tensor } from "../../protocol/messages.ts";

/** How much a cluster's picture changed. */
export interface Change {
  /** Mean over the pixels of |modified − original|, in the picture's own unit. */
  readonly mean: number;
  /** The largest |modified − original|. */
  readonly largest: number;
}

/** Mean and largest size of a signed tensor, whose neutral byte is no change. */
export function changeOf({ data, scale }: Tensor): Change {
  let sum = 0;
  let largest = 0;
  for (const byte of data) {
    const size = Math.abs(byte - NEUTRAL_BYTE);
    sum += size;
    if (size > largest) largest = size;
  }
  return { mean: data.length ? (sum * scale) / data.length : 0, largest: largest * scale };
}

/** The colours of a signed tensor's bytes where `limit` has the strongest one; `table` has 256, as `signedTable` makes it. */
export function signedOnScale({ scale }: Tensor, limit: number, table: Uint8Array): Uint8Array {
  const own = new Uint8Array(1024);
  for (let byte = 0; byte < 256; byte++) {
    const share = limit > 0 ? Math.max(-1, Math.min(1, ((byte - NEUTRAL_BYTE) * scale) / limit)) : 0;
    const at = (NEUTRAL_BYTE + Math.round(NEUTRAL_BYTE * share)) * 4;
    own.set(table.subarray(at, at + 4), byte * 4);
  }
  return own;
}
