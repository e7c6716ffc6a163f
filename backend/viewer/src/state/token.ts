/** Where the token is kept: for this tab, until it is closed. */
const KEY = "tetrascope.token";
const PARAMETER = "token";
/** What the guide allows a token to consist of. */
const TOKEN = /^[A-Za-z0-9._~-]{1,256}$/;

let token: string | null = stored();

/** The server's token, where the person has given one. */
export function readToken(): string | null {
  return token;
}

/** Keeps the token. False where `text` cannot be one; nothing changes then. */
export function keepToken(text: string): boolean {
  const trimmed = text.trim();
  if (!TOKEN.test(trimmed)) return false;
  token = trimmed;
  try {
    sessionStorage.setItem(KEY, trimmed);
  } catch {
    // Without storage it lasts until the page is reloaded.
  }
  return true;
}

/** An address's hash without the token, and the token: `#token=…`, or one parameter among those of a view. */
export function splitToken(hash: string): { hash: string; token: string | null } {
  const mark = hash.indexOf("?");
  const path = mark >= 0 ? hash.slice(0, mark) : hash.startsWith("#/") ? hash : "#";
  const query = mark >= 0 ? hash.slice(mark + 1) : hash.startsWith("#/") ? "" : hash.slice(1);
  const pairs = query.split("&");
  const kept = pairs.filter((pair) => !pair.startsWith(`${PARAMETER}=`));
  if (kept.length === pairs.length) return { hash, token: null };
  const found = pairs.find((pair) => pair.startsWith(`${PARAMETER}=`)) ?? "";
  const rest = kept.join("&");
  const shown = path + (rest === "" ? "" : `${path === "#" ? "" : "?"}${rest}`);
  return { hash: shown === "#" ? "" : shown, token: decoded(found.slice(PARAMETER.length + 1)) };
}

/** Takes the token out of the address, so that it is in no bookmark, history or shared link. True where there was one. */
export function takeToken(): boolean {
  if (typeof location === "undefined" || !location.hash.includes(`${PARAMETER}=`)) return false;
  const found = splitToken(location.hash);
  if (found.token === null) return false;
  history.replaceState(history.state, "", location.pathname + location.search + found.hash);
  return keepToken(found.token);
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

takeToken();
