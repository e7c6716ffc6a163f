/** What the page keeps with each entry of the tab's history. */
interface EntryState {
  /** How many overlays lie over the view there. */
  overlays: number;
}

/** How many overlays lie over the view at the entry that is shown; null where the page has not written the entry. */
export function entryDepth(): number | null {
  const state = history.state as Partial<EntryState> | null;
  const depth = state?.overlays;
  return typeof depth === "number" && Number.isInteger(depth) && depth >= 0 ? depth : null;
}

/** Writes an entry of the history in place of the present one, or behind it. */
export function writeEntry(how: "replaceState" | "pushState", hash: string, depth: number): void {
  const state: EntryState = { overlays: depth };
  try {
    history[how](state, "", location.pathname + location.search + hash);
  } catch {
    // Browsers refuse when there are too many changes in a short time; the next one is written again.
  }
}
