import { type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { VrBriefing, VrOffer } from "./vrScene.ts";

/** What the page shows in VR at this moment; null where it shows no scene. */
export const offer: Signal<VrOffer | null> = signal(null);

/** What the page says besides its scene, for VR; null where it says nothing. */
export const briefing: Signal<VrBriefing | null> = signal(null);

/** Lets VR show a view's scene as long as the view is shown; `made` makes the offer anew where it changes. */
export function useVrOffer(made: VrOffer): void {
  useEffect(() => {
    offer.value = made;
    return () => {
      if (offer.peek() === made) offer.value = null;
    };
  }, [made]);
}

/** Lets VR say what a page says besides its scene, as long as the page says it; `made` makes it anew where it changes. */
export function useVrBriefing(made: VrBriefing): void {
  useEffect(() => {
    briefing.value = made;
    return () => {
      if (briefing.peek() === made) briefing.value = null;
    };
  }, [made]);
}
