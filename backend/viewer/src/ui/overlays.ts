import { type ReadonlySignal, signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Where an overlay lies, from below to above: over the scene, over such a one, in the browser's top layer over all. */
const LEVELS = ["scene", "sheet", "top"] as const;
type Level = (typeof LEVELS)[number];

/** What lies over the page until it is closed: a dialog, a sheet, a menu, the tour. */
export interface Overlay {
  level: Level;
  close(): void;
}

const open = signal<readonly Overlay[]>([]);

/** The overlays that are open, the topmost last. Going back closes them from the top. */
export const overlays: ReadonlySignal<readonly Overlay[]> = open;

/**
 * Counts the component among the overlays while it is there and `shown`; `close` is what its own close button does. What
 * an address opens comes in any order, as its code and its answers arrive: `level` tells what lies over what.
 */
export function useOverlay(close: () => void, level: Level = "top", shown = true): void {
  const latest = useRef(close);
  latest.current = close;
  // Before the browser paints, so that one overlay in place of another is no change of their number.
  useLayoutEffect(() => {
    if (!shown) return;
    const overlay: Overlay = { level, close: () => latest.current() };
    const below = open.peek().filter((one) => LEVELS.indexOf(one.level) <= LEVELS.indexOf(level));
    open.value = [...below, overlay, ...open.peek().filter((one) => !below.includes(one))];
    return () => {
      open.value = open.peek().filter((one) => one !== overlay);
    };
  }, [shown, level]);
}
