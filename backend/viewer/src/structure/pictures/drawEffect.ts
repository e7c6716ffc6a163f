import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

/** Draws while the component is there: at once, and again whenever a signal that `draw` has read changes. */
export function useDrawEffect(draw: () => void): void {
  const latest = useRef(draw);
  latest.current = draw;
  useEffect(() => effect(() => latest.current()), []);
}
