import { type ReadonlySignal, signal } from "@preact/signals";

const finger = signal(false);

/**
 * Whether the person works with fingers: the one place that decides it. What the device has for a pointer says so at
 * first, and from then on what was used last, because many a laptop has a touch screen too.
 */
export const touch: ReadonlySignal<boolean> = finger;

/** The key that copies and pastes go with, as it stands on the keyboard. */
export const commandKey: string = isMac() ? "⌘" : "Ctrl";

function isMac(): boolean {
  return typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.userAgent);
}

if (typeof matchMedia === "function") {
  const query = matchMedia("(pointer: coarse)");
  finger.value = query.matches;
  query.addEventListener("change", (event) => {
    finger.value = event.matches;
  });
}

if (typeof addEventListener === "function") {
  addEventListener("pointerdown", (event) => (finger.value = event.pointerType === "touch"), true);
}
