import { effect } from "@preact/signals";
import { onBackOverOverlays, overlaysOpen } from "../state/address.ts";
import { overlays } from "../ui/overlays.ts";

/** Gives each overlay a step of its own in the history, so that going back closes it. Returns what stops that. */
export function followOverlays(): () => void {
  onBackOverOverlays((left) => {
    for (const overlay of overlays.peek().slice(left).reverse()) overlay.close();
  });
  return effect(() => {
    overlaysOpen.value = overlays.value.length;
  });
}
