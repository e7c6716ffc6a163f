import { batch, computed, signal } from "@preact/signals";
import type { Mask } from "../../protocol/messages.ts";
import type { Fill } from "../../state/fill.ts";
import { begun, type History, redone, stepped, undone } from "./history.ts";
import { type PlacedMask, placed, rescaled, type Size } from "./mask.ts";
import { MAX_MASKS } from "./maskText.ts";

/** The masks, and whose they are. */
export interface Edits {
  /** The image they were drawn on; null for masks of an address, which belong to whatever image comes with them. */
  readonly owner: string | null;
  /** The network's input that they were drawn on; null where it is not known yet. */
  readonly size: Size | null;
  readonly history: History<readonly PlacedMask[]>;
}

/** The masks with their history. */
export const edits = signal<Edits>({ owner: null, size: null, history: begun([]) });

/** What masked pixels become. */
export const fill = signal<Fill>("black");

/** The masks as they would be if the hand that draws were lifted now; null while none draws. */
export const draft = signal<readonly PlacedMask[] | null>(null);

/** The masks, but for what is being drawn. */
export const masks = computed(() => edits.value.history.present);

/** The masks with what is being drawn. */
export const liveMasks = computed(() => draft.value ?? masks.value);

/** Whether there is a step to take back, and one to take again. */
export const canUndo = computed(() => edits.value.history.past.length > 0);
export const canRedo = computed(() => edits.value.history.future.length > 0);

function setHistory(history: History<readonly PlacedMask[]>): void {
  // Together, so that nothing sees the masks without what was just drawn.
  batch(() => {
    draft.value = null;
    if (history !== edits.value.history) edits.value = { ...edits.value, history };
  });
}

/** Takes `next` as the masks, as a step that can be undone. False where there are more than a request may hold. */
export function commit(next: readonly PlacedMask[]): boolean {
  if (next.length > MAX_MASKS) {
    draft.value = null;
    return false;
  }
  setHistory(stepped(edits.value.history, next));
  return true;
}

/** Adds a mask on top. */
export function addMask(mask: Mask): boolean {
  return commit([...masks.value, placed(mask)]);
}

/** Removes one mask; nothing happens where it is gone already. */
export function removeMask(id: number): void {
  if (masks.value.some((item) => item.id === id)) commit(masks.value.filter((item) => item.id !== id));
}

/** Removes all masks. */
export function clearMasks(): void {
  if (masks.value.length > 0) commit([]);
}

/** Takes back the last step. */
export function undo(): void {
  setHistory(undone(edits.value.history));
}

/** Takes a step again that was taken back. */
export function redo(): void {
  setHistory(redone(edits.value.history));
}

/**
 * Tells the masks which image and input they are on. Masks of another image go; for another size of the input they are
 * scaled, because it shows the same part of the image.
 */
export function adopt(owner: string, size: Size): void {
  const now = edits.peek();
  if (now.owner !== null && now.owner !== owner) {
    draft.value = null;
    edits.value = { owner, size, history: begun([]) };
    return;
  }
  const before = now.size;
  if (now.owner === owner && before && before.height === size.height && before.width === size.width) return;
  const scaled = before
    ? now.history.present.flatMap((item) => {
        const mask = rescaled(item.mask, before, size);
        return mask ? [{ ...item, mask }] : [];
      })
    : null;
  edits.value = { owner, size, history: scaled ? begun(scaled) : now.history };
}
