import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { VrOffer } from "./vrScene.ts";

/** What the page shows in VR at this moment; null where it shows no scene. */
export const offer: Signal<VrOffer | null> = signal(null);

/** Lets VR show a view's scene as long as the view is shown; `made` makes the offer anew where it changes. */
export function useVrOffer(made: VrOffer): void {
  useEffect(() => {
    offer.value = made;
    return () => {
      if (offer.peek() === made) offer.value = null;
    };
  }, [made]);
}
