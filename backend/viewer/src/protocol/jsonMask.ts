import { fromBase64, toBase64 } from "./base64.ts";
import type { JsonMask, Mask } from "./messages.ts";

/** A mask as an event of a user study tells it. */
export function jsonMask(mask: Mask): JsonMask {
  return mask.kind === "bitmap" ? { ...mask, data: toBase64(mask.data) } : { ...mask };
}

/** The mask that an event told. */
export function maskOfJson(mask: JsonMask): Mask {
  return mask.kind === "bitmap" ? { ...mask, data: fromBase64(mask.data) } : { ...mask };
}
