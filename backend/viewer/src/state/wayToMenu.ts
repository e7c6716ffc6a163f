import { go } from "./address.ts";
import { isShown } from "./shown.ts";

/** What leads to the main menu; null in a study, which has none. Subscribes. */
export function wayToMenu(): (() => void) | null {
  return isShown("choice") ? () => go("menu") : null;
}
