import { type ReadonlySignal, signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

/** What lies over the page until it is closed: a dialog, a sheet, a menu, the tour. */
export interface Overlay {
  close(): void;
}

const open = signal<readonly Overlay[]>([]);

/** The overlays that are open, the topmost last. Going back closes them from the top. */
export const overlays: ReadonlySignal<readonly Overlay[]> = open;

/** Counts the component among the overlays while it is there and `shown`; `close` is what its own close button does. */
export function useOverlay(close: () => void, shown = true): void {
  const latest = useRef(close);
  latest.current = close;
  // Before the browser paints, so that one overlay in place of another is no change of their number.
  useLayoutEffect(() => {
    if (!shown) return;
    const overlay: Overlay = { close: () => latest.current() };
    open.value = [...open.peek(), overlay];
    return () => {
      open.value = open.peek().filter((one) => one !== overlay);
    };
  }, [shown]);
}
