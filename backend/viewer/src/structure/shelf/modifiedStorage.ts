import { FILLS, type Fill } from "../../state/fill.ts";
import { placed } from "../masks/mask.ts";
import { masksToText, textToMasks } from "../masks/maskText.ts";
import type { Modified } from "./modified.ts";

const PREFIX = "tetrascope.modified.";
/** Text for the masks of one kept image; session storage holds about 5 million letters in all. */
const MAX_LETTERS = 100_000;

/** Kept images as text. */
export function modifiedToText(kept: readonly Modified[]): string {
  return JSON.stringify(
    kept.map(({ name, masks, fill }) => ({ name, fill, masks: masksToText(masks, MAX_LETTERS).text })),
  );
}

/** Kept images from text; those that cannot be read are left out. */
export function textToModified(text: string): Modified[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return [];
  }
  if (!Array.isArray(list)) return [];
  const kept: Modified[] = [];
  for (const item of list as unknown[]) {
    const read = readItem(item);
    if (read) kept.push({ id: kept.length + 1, ...read });
  }
  return kept;
}

function readItem(item: unknown): Omit<Modified, "id"> | null {
  if (typeof item !== "object" || item === null) return null;
  const { name, fill, masks } = item as Record<string, unknown>;
  if (typeof name !== "string" || typeof masks !== "string") return null;
  if (!FILLS.includes(fill as Fill)) return null;
  const read = textToMasks(masks);
  return read && read.masks.length > 0 ? { name, fill: fill as Fill, masks: read.masks.map(placed) } : null;
}

/** The images kept earlier in this visit under `key`; none where the browser keeps nothing. */
export function loadModified(key: string): Modified[] {
  try {
    return textToModified(sessionStorage.getItem(PREFIX + key) ?? "[]");
  } catch {
    return [];
  }
}

/** Keeps them for this visit, where the browser allows it. */
export function saveModified(key: string, kept: readonly Modified[]): void {
  try {
    if (kept.length === 0) sessionStorage.removeItem(PREFIX + key);
    else sessionStorage.setItem(PREFIX + key, modifiedToText(kept));
  } catch {
    // Storage is full or forbidden: the images stay until the page is closed.
  }
}
