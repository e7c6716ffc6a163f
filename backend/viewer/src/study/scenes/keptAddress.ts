const KEY = "tetrascope.study.scenes";

/**
 * What an address would say of the scenes at a step: masks, what is open, where the camera is. It is kept for the tab, so
 * that a page that is loaded again in the middle of a task has it; of the last step alone.
 */
export function keptAddress(place: number): { kept: string; keep: (hash: string) => void } {
  return { kept: stored(place), keep: (hash) => store(`${place} ${hash}`) };
}

function stored(place: number): string {
  try {
    const [of, hash = ""] = (sessionStorage.getItem(KEY) ?? "").split(" ");
    return of === String(place) ? hash : "";
  } catch {
    return "";
  }
}

function store(text: string): void {
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Storage is full or forbidden: it lasts until the page is loaded again.
  }
}
