/** A session that this browser has taken part in, and that has not ended here. */
export interface Remembered {
  /** Opens it. */
  key: string;
  participant: number;
}

const KEY = "tetrascope.study.sessions";

/** The sessions that were opened in this browser and have not ended, the last one first. */
export function rememberedSessions(): Remembered[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter(isRemembered) : [];
  } catch {
    return [];
  }
}

/**
 * Remembers a session, so that a browser that was closed can go on without its address: in local storage, because a
 * tab's own is gone with the tab. Whoever sits down next is asked first, and at the session's end it is forgotten.
 */
export function remember(session: Remembered): void {
  write([session, ...without(session.key)]);
}

export function forget(key: string): void {
  write(without(key));
}

/** What a session's data in this browser is named after: its number, and a sign that tells it from another study's. */
export function storeName({ key, participant }: Remembered): string {
  return `tetrascope.study.${participant}.${sign(key)}`;
}

/** 32 of a key's 128 bits or more, mixed by FNV-1a: it tells keys apart and gives none away. */
function sign(key: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function without(key: string): Remembered[] {
  return rememberedSessions().filter((one) => one.key !== key);
}

function write(list: readonly Remembered[]): void {
  try {
    if (list.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Without storage the address has to be opened again.
  }
}

function isRemembered(one: unknown): one is Remembered {
  const { key, participant } = (one ?? {}) as Record<string, unknown>;
  return typeof key === "string" && Number.isInteger(participant);
}
