/** Says which views there are, by their routes: the registry of views adds `view` to it (`app/views.ts`). */
// biome-ignore lint/suspicious/noEmptyInterface: it is declared further where the views are known
export interface Register {}

/** The route of a view of this page. */
export type View = Register extends { view: infer Route extends string } ? Route : string;

/** The view at an address that names none. */
export const HOME: View = "menu";

/** What an address's hash says: `#/structure?image=…&network=…`. */
export interface HashState {
  view: View;
  /** Texts of parameters by name. */
  texts: Map<string, string>;
}

/** The views that exist; null while they are not known, and any route is taken for one. */
export type KnownViews = readonly View[] | null;

/** Reads a hash. What cannot be read is left out; where it names no view that exists, it is home. */
export function parseHash(hash: string, views: KnownViews): HashState {
  const [path = "", ...rest] = hash.replace(/^#\/?/, "").split("?");
  const texts = new Map<string, string>();
  for (const pair of rest.join("?").split("&")) {
    const mark = pair.indexOf("=");
    const name = decoded(pair.slice(0, mark));
    const text = decoded(pair.slice(mark + 1));
    if (mark > 0 && name !== null && text !== null) texts.set(name, text);
  }
  return { view: isKnown(path, views) ? path : HOME, texts };
}

/** Whether a hash names a view that does not exist; a link may be damaged. What does not begin with `#/` names none. */
export function isStray(hash: string, views: KnownViews): boolean {
  const path = /^#\/([^?]+)/.exec(hash)?.[1];
  return path !== undefined && !isKnown(path, views);
}

/** Writes a hash. */
export function formatHash(state: HashState): string {
  const pairs = [...state.texts].map(([name, text]) => `${encoded(name)}=${encoded(text)}`);
  return `#/${state.view}${pairs.length === 0 ? "" : `?${pairs.join("&")}`}`;
}

function isKnown(path: string, views: KnownViews): path is View {
  return views === null ? path !== "" : views.some((view) => view === path);
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
