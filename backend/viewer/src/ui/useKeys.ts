import { useLayoutEffect, useRef } from "preact/hooks";

/** Takes keys wherever the keyboard is on the page, as long as the component is there. */
export function useKeys(take: (event: KeyboardEvent) => void): void {
  const latest = useRef(take);
  latest.current = take;
  // Before it is painted: a key that follows at once is meant for it.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => latest.current(event);
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
