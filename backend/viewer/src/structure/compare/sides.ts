import { computed, signal } from "@preact/signals";
import type { Layer } from "../../protocol/messages.ts";
import { network } from "../../state/choice.ts";
import type { Fill } from "../../state/fill.ts";
import type { PlacedMask } from "../masks/mask.ts";
import { fill, masks } from "../masks/masks.ts";
import { columnLayers } from "../session/subject.ts";
import { findKept } from "../shelf/modified.ts";
import { shelf, shownKept } from "../shelf/shelf.ts";

/** One of the images that can be compared. */
export interface Candidate {
  key: string;
  name: string;
  masks: readonly PlacedMask[];
  fill: Fill;
}

/** A side as it was chosen: a candidate's key, or an image that a link brought. */
export type SideChoice = string | Candidate;

/** What is compared; null for what stands to reason. */
export interface Comparison {
  open: boolean;
  a: SideChoice | null;
  b: SideChoice | null;
  layer: string | null;
}

export const ORIGINAL = "original";
export const PRESENT = "present";

/** Whether the comparison is open, and of what it is. */
export const comparison = signal<Comparison>({ open: false, a: null, b: null, layer: null });

/** Opens or closes the comparison, or chooses for it: sides by the keys of their candidates. */
export function choose({ a, b, ...rest }: { open?: boolean; a?: string; b?: string; layer?: string }): void {
  const chosen = (key: string): SideChoice => linkedOnes.peek().find((one) => one.key === key) ?? key;
  comparison.value = {
    ...comparison.peek(),
    ...rest,
    ...(a !== undefined && { a: chosen(a) }),
    ...(b !== undefined && { b: chosen(b) }),
  };
}

/** Images that a link brought and that are not among those kept here. */
const linkedOnes = computed<readonly Candidate[]>(() =>
  [comparison.value.a, comparison.value.b].filter(
    (side): side is Candidate => isLinked(side) && findKept(shelf.value, side.masks, side.fill) === null,
  ),
);

function isLinked(side: SideChoice | null): side is Candidate {
  return side !== null && typeof side !== "string";
}

/** The original, the image as it is masked now, the kept ones, and those of a link. */
export const candidates = computed<readonly Candidate[]>(() => {
  const kept = shelf.value.map((item) => ({
    key: keptKey(item.id),
    name: item.name,
    masks: item.masks,
    fill: item.fill,
  }));
  const original: Candidate = { key: ORIGINAL, name: "Original", masks: [], fill: "black" };
  const present: Candidate = { key: PRESENT, name: "As masked now", masks: masks.value, fill: fill.value };
  const masked = masks.value.length > 0 && !shownKept.value ? [present] : [];
  return [original, ...masked, ...kept, ...linkedOnes.value];
});

/** A of a comparison: the original unless chosen. */
export function sideA({ a }: Comparison): Candidate | null {
  return find(a) ?? candidates.value[0] ?? null;
}

/** B of a comparison: what is shown now or was kept last unless chosen. */
export function sideB({ b }: Comparison): Candidate | null {
  const shown = shownKept.value && keptKey(shownKept.value.id);
  return find(b) ?? find(PRESENT) ?? find(shown) ?? candidates.value.at(-1) ?? null;
}

export const imageA = computed(() => sideA(comparison.value));
export const imageB = computed(() => sideB(comparison.value));

function find(side: SideChoice | null): Candidate | null {
  if (!isLinked(side)) return candidates.value.find(({ key }) => key === side) ?? null;
  const kept = findKept(shelf.value, side.masks, side.fill);
  return candidates.value.find(({ key }) => key === (kept && keptKey(kept.id))) ?? side;
}

function keptKey(id: number): string {
  return `kept ${id}`;
}

/** The layer of a comparison: the middle one of those shown unless chosen. */
export function layerOf({ layer: name }: Comparison): Layer | null {
  const all = network.value?.layers ?? [];
  const shown = columnLayers.value;
  return all.find((layer) => layer.name === name) ?? shown[Math.floor(shown.length / 2)] ?? null;
}

export const comparedLayer = computed(() => layerOf(comparison.value));
