import { batch, computed, effect, signal } from "@preact/signals";
import { placed } from "../masks/mask.ts";
import { commit, edits, fill, masks } from "../masks/masks.ts";
import { imageId, inputSize } from "../session/subject.ts";
import { findKept, keep, type Modified, renamed, without } from "./modified.ts";
import { loadModified, saveModified } from "./modifiedStorage.ts";

/** The modified images that were kept of this image, oldest first. */
export const shelf = signal<readonly Modified[]>([]);

/** The kept image that is shown now; null where it is not kept, or the original. */
export const shownKept = computed(() => findKept(shelf.value, masks.value, fill.value));

let key: string | null = null;

/** Brings back what was kept of each image, and keeps it for this visit. Returns what stops that. */
export function followShelf(): () => void {
  const stopLoading = effect(() => {
    const size = inputSize.value;
    const next = imageId.value === null || !size ? null : `${imageId.value}.${size.height}x${size.width}`;
    if (next === key) return;
    key = next;
    shelf.value = next === null ? [] : loadModified(next);
  });
  const stopSaving = effect(() => {
    const now = shelf.value;
    if (key !== null) saveModified(key, now);
  });
  return () => {
    stopLoading();
    stopSaving();
  };
}

/** Keeps the masked image as it is now. */
export function keepCurrent(): void {
  shelf.value = keep(shelf.value, masks.value, fill.value);
}

/** Shows a kept image, or with null the original; its masks become the present ones, as a step that can be undone. */
export function show(item: Modified | null): void {
  if (item === null) {
    if (masks.value.length > 0) commit([]);
    return;
  }
  if (edits.value.owner !== imageId.value) return;
  batch(() => {
    commit(item.masks.map(({ mask }) => placed(mask)));
    fill.value = item.fill;
  });
}

/** Gives a kept image another name. */
export function rename(id: number, name: string): void {
  shelf.value = renamed(shelf.value, id, name);
}

/** Forgets a kept image. */
export function forget(id: number): void {
  shelf.value = without(shelf.value, id);
}
