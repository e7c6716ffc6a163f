import { type Signal, signal } from "@preact/signals";
import { tellSetting } from "../../state/choose.ts";
import { isShown, shown } from "../../state/shown.ts";
import type { RowAnswer } from "./rowAnswers.ts";

/** Which copies of scene 2's pool are among the images. */
export type Copies = "none" | "changed" | "shown" | "all";

/** One layer over many of a session's images: which layer, and what is known of it. */
export class LayerRows {
  /** The layer that is shown over them; null while none is. */
  readonly layer: Signal<string | null> = signal(null);
  readonly copies: Signal<Copies> = signal("none");
  /** What was answered, by question: closing the dialog loses none of it. */
  readonly known = new Map<string, RowAnswer>();

  /** Shows a layer over the images, or another one. */
  open(layer: string): void {
    if (this.layer.peek() === layer) return;
    tellSetting("layer_rows", layer);
    this.layer.value = layer;
  }

  close(): void {
    tellSetting("layer_rows", "closed");
    this.layer.value = null;
  }
}

/**
 * Whether it is there: it compares modified images, by the clusters of the original, which a condition of a study may
 * leave out. Subscribes.
 */
export function layerRowsShown(): boolean {
  return isShown("comparison") && isShown("clusters") && shown.value?.groups !== "own";
}
