import type { BlockList } from "../../protocol/messages.ts";
import { KIND_NAMES } from "./blockKinds.ts";
import type { KeptDraft } from "./draft.ts";

const PREFIX = "tetrascope.blocks.";

/** A draft, and whether it was being changed when it was kept. */
export interface StoredDraft extends KeptDraft {
  readonly isOpen: boolean;
}

/** The draft that this tab has kept of something; null for none, or one that cannot be read. */
export function loadDraft(key: string): StoredDraft | null {
  try {
    const { now, past, future, isOpen } = JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null");
    const lists = [now, ...past, ...future];
    return lists.every(isList) ? { now, past, future, isOpen: isOpen === true } : null;
  } catch {
    return null; // nothing kept, no storage, or none allowed
  }
}

/** Keeps it for this tab, where the browser allows it; null forgets it. */
export function saveDraft(key: string, draft: StoredDraft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the draft lasts until the page is left.
  }
}

function isList(value: unknown): value is BlockList {
  const { height, width, blocks } = (value ?? {}) as Partial<BlockList>;
  if (typeof height !== "number" || typeof width !== "number" || !Array.isArray(blocks) || blocks.length === 0)
    return false;
  return blocks.every(({ kind, name }) => KIND_NAMES.includes(kind) && typeof name === "string");
}
