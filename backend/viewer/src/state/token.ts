import { type ReadonlySignal, signal } from "@preact/signals";
import { Complaint } from "../protocol/complaint.ts";

/**
 * What the page's secret is called in its address: the server's token, or what the page says instead, such as the key of
 * a study's participant. It is sent in the same way.
 */
const NAME =
  (typeof document === "undefined" ? null : document.querySelector<HTMLMetaElement>('meta[name="secret"]')?.content) ??
  "token";
/** Where it is kept: for this tab, until it is closed. */
const KEY = `tetrascope.${NAME}`;
/** What the guide allows a token to consist of. */
const TOKEN = /^[A-Za-z0-9._~-]{16,256}$/;
/** The token in an address's hash: alone, as in `#token=…`, or among the parameters of a view. */
const PARAMETER = new RegExp(`(^#|[?&])${NAME}=([^&]*)&?`);

const kept = signal<string | null>(stored());

/** The server's token, where the person has given one. */
export const token: ReadonlySignal<string | null> = kept;

/** Keeps a token. False where `text` cannot be one; nothing changes then. */
export function keepToken(text: string): boolean {
  const trimmed = text.trim();
  if (!TOKEN.test(trimmed)) return false;
  kept.value = trimmed;
  try {
    sessionStorage.setItem(KEY, trimmed);
  } catch {
    // Without storage it lasts until the page is reloaded.
  }
  return true;
}

/** Keeps what the person has typed or pasted; the address with the token in it will do. Says what it is, if no token. */
export function keepTyped(text: string): Complaint | null {
  if (keepToken(tokenIn(text) ?? text)) return null;
  const message = "Expected 16 to 256 letters, digits or . _ ~ -, got something else.";
  return new Complaint("unauthorized", message, { hint: "The server prints its token when it starts." });
}

/** The token in an address or its hash; null where there is none. */
export function tokenIn(address: string): string | null {
  const hash = address.includes("#") ? address.slice(address.indexOf("#")) : "";
  const text = PARAMETER.exec(hash)?.[2];
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** An address's hash without the token. */
export function withoutToken(hash: string): string {
  let rest = hash;
  while (PARAMETER.test(rest)) rest = rest.replace(PARAMETER, "$1");
  rest = rest.replace(/[?&]$/, "");
  return rest === "#" ? "" : rest;
}

/** Takes the token out of the page's address, so that it is in no bookmark, history or shared link. */
function take(): void {
  const found = tokenIn(location.hash);
  if (found === null) return;
  history.replaceState(history.state, "", location.pathname + location.search + withoutToken(location.hash));
  keepToken(found);
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

if (typeof location !== "undefined") {
  take();
  // The address with the token may be opened in a tab that shows the page already.
  addEventListener("popstate", take);
  addEventListener("hashchange", take);
}
