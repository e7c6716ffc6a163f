import { type ReadonlySignal, signal } from "@preact/signals";
import type { StoredImage } from "./imageStore.ts";

/** Images of the person's own that this browser no longer keeps, and why. */
export interface GoneImages {
  /** The one that went last comes first. */
  images: readonly StoredImage[];
  /** Whether they made room for others; else the person took them off the list. */
  madeRoom: boolean;
}

const last = signal<GoneImages | null>(null);

/** What went last; null where nothing did, or the person has seen it. */
export const goneImages: ReadonlySignal<GoneImages | null> = last;

/** Remembers an image that goes, beside those that went for the same reason just before. */
export function noteGone(image: StoredImage, madeRoom: boolean): void {
  const before = last.peek();
  const beside = madeRoom && before?.madeRoom ? before.images : [];
  last.value = { images: [image, ...beside], madeRoom };
}

/** The person has seen it. */
export function dismissGone(): void {
  last.value = null;
}
