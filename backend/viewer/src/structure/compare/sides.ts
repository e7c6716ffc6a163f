import { computed, type Signal, signal } from "@preact/signals";
import type { Layer } from "../../protocol/messages.ts";
import { tellSetting } from "../../state/choose.ts";
import { type Fill, USUAL_FILL } from "../../state/fill.ts";
import type { Subject } from "../../state/subject.ts";
import { tell } from "../../state/tell.ts";
import type { Display } from "../display/display.ts";
import type { PlacedMask } from "../masks/mask.ts";
import type { Masks } from "../masks/masks.ts";
import { jsonMasks } from "../masks/tellMasks.ts";
import { findKept } from "../shelf/modified.ts";
import type { Shelf } from "../shelf/shelf.ts";

/** One of the images that can be compared. */
export interface Candidate {
  key: string;
  name: string;
  masks: readonly PlacedMask[];
  fill: Fill;
}

/** A side as it was chosen: a candidate's key, or an image that a link brought. */
export type SideChoice = string | Candidate;

/** What is compared, and whether that is on show; null for what stands to reason. */
export interface ComparisonChoice {
  open: boolean;
  a: SideChoice | null;
  b: SideChoice | null;
  layer: string | null;
}

export const NOT_COMPARED: ComparisonChoice = { open: false, a: null, b: null, layer: null };

export const ORIGINAL = "original";
export const PRESENT = "present";

/** The two images of a session that are compared, A and B, and in which layer. */
export class Sides {
  readonly choice: Signal<ComparisonChoice> = signal(NOT_COMPARED);
  /** The original, the image as it is masked now, the kept ones, and those of a link. */
  readonly candidates = computed<readonly Candidate[]>(() => {
    const { masks, shelf } = this;
    const kept = shelf.kept.value.map((item) => ({ ...item, key: keptKey(item.id) }));
    const original: Candidate = { key: ORIGINAL, name: "Original", masks: [], fill: USUAL_FILL };
    const present: Candidate = {
      key: PRESENT,
      name: "As masked now",
      masks: masks.all.value,
      fill: masks.fill.value,
    };
    const masked = masks.all.value.length > 0 && !shelf.shown.value ? [present] : [];
    return [original, ...masked, ...kept, ...this.linked.value];
  });
  readonly a = computed(() => this.aOf(this.choice.value));
  readonly b = computed(() => this.bOf(this.choice.value));
  readonly layer = computed(() => this.layerOf(this.choice.value));
  private readonly subject: Subject;
  private readonly display: Display;
  private readonly masks: Masks;
  private readonly shelf: Shelf;
  /** Images that a link brought and that are not among those kept here. */
  private readonly linked = computed<readonly Candidate[]>(() =>
    [this.choice.value.a, this.choice.value.b].filter(
      (side): side is Candidate => isLinked(side) && findKept(this.shelf.kept.value, side.masks, side.fill) === null,
    ),
  );

  constructor(subject: Subject, display: Display, masks: Masks, shelf: Shelf) {
    this.subject = subject;
    this.display = display;
    this.masks = masks;
    this.shelf = shelf;
  }

  /** Opens or closes the comparison, or chooses for it: sides by the keys of their candidates. */
  choose({ a, b, ...rest }: { open?: boolean; a?: string; b?: string; layer?: string }): void {
    const chosen = (key: string): SideChoice => this.linked.peek().find((one) => one.key === key) ?? key;
    const before = this.choice.peek();
    this.choice.value = {
      ...before,
      ...rest,
      ...(a !== undefined && { a: chosen(a) }),
      ...(b !== undefined && { b: chosen(b) }),
    };
    this.tellChange(before);
  }

  private tellChange(before: ComparisonChoice): void {
    const now = this.choice.peek();
    const [left, right] = [this.a.peek()?.masks ?? [], this.b.peek()?.masks ?? []];
    if (now.open && (!before.open || now.a !== before.a || now.b !== before.b)) {
      tell("comparison_opened", { left: jsonMasks(left, 2), right: jsonMasks(right, 2) });
    }
    if (before.open && !now.open) tellSetting("comparison", "closed");
    if (now.layer !== before.layer) tellSetting("comparison_layer", now.layer ?? "default");
  }

  /** A of a comparison: the original unless chosen. */
  aOf({ a }: ComparisonChoice): Candidate | null {
    return this.find(a) ?? this.candidates.value[0] ?? null;
  }

  /** B of a comparison: what is shown now or was kept last unless chosen. */
  bOf({ b }: ComparisonChoice): Candidate | null {
    const shown = this.shelf.shown.value && keptKey(this.shelf.shown.value.id);
    return this.find(b) ?? this.find(PRESENT) ?? this.find(shown) ?? this.candidates.value.at(-1) ?? null;
  }

  /** The layer of a comparison: the middle one of those shown unless chosen. */
  layerOf({ layer: name }: ComparisonChoice): Layer | null {
    const all = this.subject.network.value?.layers ?? [];
    const shown = this.display.columnLayers.value;
    return all.find((layer) => layer.name === name) ?? shown[Math.floor(shown.length / 2)] ?? null;
  }

  private find(side: SideChoice | null): Candidate | null {
    if (!isLinked(side)) return this.candidates.value.find(({ key }) => key === side) ?? null;
    const kept = findKept(this.shelf.kept.value, side.masks, side.fill);
    return this.candidates.value.find(({ key }) => key === (kept && keptKey(kept.id))) ?? side;
  }
}

function isLinked(side: SideChoice | null): side is Candidate {
  return side !== null && typeof side !== "string";
}

function keptKey(id: number): string {
  return `kept ${id}`;
}
