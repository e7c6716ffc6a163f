import { overlays } from "../../ui/overlays.ts";

/**
 * Keeps the browser's back and forward buttons from leaving a session: there is an entry before the page's own, and
 * whoever comes to it is brought back. What lies over the page is closed by that, as elsewhere; where nothing does,
 * `onBack` is called.
 */
export function guardHistory(onBack: () => void): () => void {
  const stand = () => {
    if (history.state !== GUARD) history.pushState(GUARD, "");
  };
  const back = () => {
    if (history.state === GUARD) return;
    stand();
    const top = overlays.peek().at(-1);
    if (top) top.close();
    else onBack();
  };
  stand();
  addEventListener("popstate", back);
  return () => removeEventListener("popstate", back);
}

/** The state of the entry that the page stands at. */
const GUARD = "study";
