import { jsonMask } from "../../protocol/jsonMask.ts";
import { type JsonMask, MAX_CONTENT_BYTES } from "../../protocol/messages.ts";
import { tell } from "../../state/tell.ts";
import { bitmapOf, coverage, type PlacedMask, sameMask } from "./mask.ts";

/** What JSON may take of an event for the names around its masks. */
const NAMES = 256;

/** Tells a step that makes `next` of `before`: each mask that was removed, moved or added. */
export function tellStep(before: readonly PlacedMask[], next: readonly PlacedMask[]): void {
  const [was, is] = [byId(before), byId(next)];
  // The last first, so that each place is that in the list as it is then.
  before.toReversed().forEach(({ id, mask }, after) => {
    if (!is.has(id)) tell("mask_removed", { index: before.length - 1 - after, mask: jsonMask(mask) });
  });
  next.forEach(({ id, mask }, index) => {
    const known = was.get(id);
    if (!known) tell("mask_drawn", { index, mask: jsonMask(mask) });
    else if (!sameMask(known.mask, mask)) tell("mask_moved", { index, mask: jsonMask(mask) });
  });
}

/** Tells that other masks are in the place of all there were, and why. */
export function tellReplaced(masks: readonly PlacedMask[], reason: "undo" | "redo" | "clear" | "open"): void {
  const told = jsonMasks(masks);
  const content = { masks: told, reason, ...(told.length < masks.length && { joined: true }) };
  tell("masks_replaced", content);
}

/** Masks as an event tells them; as one that hides the same where there would be too much of them for `lists` lists. */
export function jsonMasks(masks: readonly PlacedMask[], lists = 1): JsonMask[] {
  const all = masks.map(({ mask }) => jsonMask(mask));
  if (JSON.stringify(all).length <= MAX_CONTENT_BYTES / lists - NAMES) return all;
  const height = Math.max(...all.map((mask) => mask.top + mask.height));
  const width = Math.max(...all.map((mask) => mask.left + mask.width));
  const joined = bitmapOf(coverage(masks, { height, width }), { height, width });
  return joined ? [jsonMask(joined)] : [];
}

function byId(masks: readonly PlacedMask[]): ReadonlyMap<number, PlacedMask> {
  return new Map(masks.map((item) => [item.id, item]));
}
