import type { RefObject } from "preact";
import { useKeys } from "../../ui/useKeys.ts";

/** What `Workbench` puts around a view. */
const VIEW = ".workbench";

/**
 * Takes keys wherever the keyboard is on the page. Where several views are in it, each has those that are pressed inside
 * of it, and the first also those that are pressed in none. `place` is any element of the own view.
 */
export function useViewKeys(place: RefObject<Element | null>, take: (event: KeyboardEvent) => void): void {
  useKeys((event) => {
    const pressedIn = event.target instanceof Element ? event.target.closest(VIEW) : null;
    if ((pressedIn ?? document.querySelector(VIEW)) === place.current?.closest(VIEW)) take(event);
  });
}

/** Whether keys are letters of a text at this moment. */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !["range", "checkbox", "radio", "button"].includes(target.type);
}
