/** The views of the page. */
export type View = "menu" | "structure" | "pool";

/** What an address's hash says: `#/structure?image=…&network=…`. */
export interface HashState {
  view: View;
  /** Texts of parameters by name. */
  texts: Map<string, string>;
}

export const VIEWS: readonly View[] = ["menu", "structure", "pool"];

/** Reads a hash. What cannot be read is left out; an unknown view is the menu. */
export function parseHash(hash: string): HashState {
  const [path = "", ...rest] = hash.replace(/^#\/?/, "").split("?");
  const texts = new Map<string, string>();
  for (const pair of rest.join("?").split("&")) {
    const mark = pair.indexOf("=");
    const name = decoded(pair.slice(0, mark));
    const text = decoded(pair.slice(mark + 1));
    if (mark > 0 && name !== null && text !== null) texts.set(name, text);
  }
  return { view: VIEWS.find((view) => view === path) ?? "menu", texts };
}

/** Whether a hash names a view that does not exist; a link may be damaged. What does not begin with `#/` names none. */
export function isStray(hash: string): boolean {
  const path = /^#\/([^?]+)/.exec(hash)?.[1];
  return path !== undefined && !VIEWS.some((view) => view === path);
}

/** Writes a hash. */
export function formatHash(state: HashState): string {
  const pairs = [...state.texts].map(([name, text]) => `${encoded(name)}=${encoded(text)}`);
  return `#/${state.view}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`;
}

/** Percent-encoded, except for marks that may stand in a hash and keep lists of numbers readable. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/%(2C|3A|2F)/g, decodeURIComponent);
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
