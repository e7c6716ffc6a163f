import { chooseView, type Display } from "../display/display.ts";
import { isTyping } from "../session/useViewKeys.ts";

/** The key that turns from the scene to all layers at once, and back. */
export const VIEW_KEY = "O";

/** Shows the columns in the other view. */
export function turnView(display: Display): void {
  chooseView(display, display.view.peek() === "walk" ? "overview" : "walk");
}

/** Turns at the key; a keyboard that was in the one view goes on in the other. `place` is any element beside them. */
export function takeViewKey(event: KeyboardEvent, display: Display, place: Element | null): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key.toUpperCase() !== VIEW_KEY || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  turnView(display);
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const view = place?.parentElement?.querySelector<HTMLElement>(".scene-canvas, .overview-panel");
    view?.focus({ preventScroll: true });
  });
}
