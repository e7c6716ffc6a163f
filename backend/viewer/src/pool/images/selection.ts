import { type Signal, signal } from "@preact/signals";
import type { PoolImage } from "../../protocol/messages.ts";
import { tellSetting } from "../../state/choose.ts";
import { tell } from "../../state/tell.ts";
import type { Pixel } from "../importance/covering.ts";

/** An image that is pointed at, and from where. */
export interface Hover {
  /** Its place in the pool. */
  index: number;
  /** The pointer in CSS pixels of the window; null where it was reached by keyboard or from a list. */
  pointer: { x: number; y: number } | null;
}

/** Which image of a session's pool is looked at. */
export class Selection {
  /** The image under the pointer. */
  readonly hovered: Signal<Hover | null> = signal(null);
  /** The image that was clicked: its place in the pool. */
  readonly selected: Signal<number | null> = signal(null);
  /** The pixel of the importance map that is pointed at, or kept there: the copies that hide it are lit. */
  readonly pixel: Signal<Pixel | null> = signal(null);
  /** Whether the panel that tells of it is in sight: not scrolled away, nor behind a tab. */
  readonly detailsSeen: Signal<boolean> = signal(false);

  /** Chooses an image; null lets go of the one that is chosen. */
  choose(image: PoolImage | null): void {
    const before = this.selected.peek();
    if ((image?.index ?? null) === before) return;
    if (image) tell("pool_image_opened", { index: image.index, mask: image.mask });
    else tellSetting("pool_image", "none");
    this.selected.value = image?.index ?? null;
  }

  /** Chooses an image, or lets go of the one that is chosen already. */
  toggle(image: PoolImage | undefined): void {
    this.choose(image?.index === this.selected.peek() ? null : (image ?? null));
  }
}
