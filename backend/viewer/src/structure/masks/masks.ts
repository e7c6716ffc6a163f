import { batch, computed, effect, type Signal, signal, untracked } from "@preact/signals";
import type { Mask } from "../../protocol/messages.ts";
import { type Fill, USUAL_FILL } from "../../state/fill.ts";
import type { Subject } from "../../state/subject.ts";
import { begun, type History, redone, stepped, undone } from "./history.ts";
import { type PlacedMask, placed, rescaled, type Size, sameMasks } from "./mask.ts";
import { MAX_MASKS, masksToText } from "./maskText.ts";
import { tellReplaced, tellStep } from "./tellMasks.ts";

/** The masks, and whose they are. */
export interface Edits {
  /** The image they were drawn on; null for masks of an address, which belong to whatever image comes with them. */
  readonly owner: string | null;
  /** The network's input that they were drawn on; null where it is not known yet. */
  readonly size: Size | null;
  readonly history: History<readonly PlacedMask[]>;
}

export const NO_EDITS: Edits = { owner: null, size: null, history: begun([]) };

/** The masks of a session's image, with their history, and what is put in their place. */
export class Masks {
  readonly edits: Signal<Edits> = signal(NO_EDITS);
  /** What masked pixels become. */
  readonly fill: Signal<Fill> = signal(USUAL_FILL);
  /** The masks as they would be if the hand that draws were lifted now; null while none draws. */
  readonly draft: Signal<readonly PlacedMask[] | null> = signal(null);
  /** The masks, but for what is being drawn. */
  readonly all = computed(() => this.edits.value.history.present);
  /** The masks with what is being drawn. */
  readonly live = computed(() => this.draft.value ?? this.all.value);
  /** Whether there is a step to take back, and one to take again. */
  readonly canUndo = computed(() => this.edits.value.history.past.length > 0);
  readonly canRedo = computed(() => this.edits.value.history.future.length > 0);
  /** Masks that did not fit into the address, so that a link does not bring them back. */
  readonly leftOut = computed(() => masksToText(this.all.value).left);
  private readonly subject: Subject;
  /** Of masks that were scaled, how they were drawn: scaled from there each time, they come back as they were. */
  private readonly drawnAs = new WeakMap<Mask, { readonly mask: Mask; readonly size: Size }>();
  /** The masks that a study's log knows of. */
  private told: readonly PlacedMask[] = [];

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** Takes `next` as the masks, as a step that can be undone. False where there are more than a request may hold. */
  commit(next: readonly PlacedMask[]): boolean {
    if (next.length > MAX_MASKS) {
      this.draft.value = null;
      return false;
    }
    tellStep(this.all.peek(), next);
    this.told = next;
    this.setHistory(stepped(this.edits.value.history, next));
    return true;
  }

  /** Takes the masks of an image that is opened in the place of all there were, as a step that can be undone. */
  open(next: readonly PlacedMask[]): void {
    this.replace(stepped(this.edits.value.history, next), "open");
  }

  /** Begins with masks that a study's log knows of: nothing is told, and there is no step to take back. */
  begin(masks: readonly Mask[]): void {
    this.told = masks.map(placed);
    this.edits.value = { owner: null, size: null, history: begun(this.told) };
  }

  /** Adds a mask on top. */
  add(mask: Mask): boolean {
    return this.commit([...this.all.value, placed(mask)]);
  }

  /** Removes one mask; nothing happens where it is gone already. */
  remove(id: number): void {
    if (this.all.value.some((item) => item.id === id)) this.commit(this.all.value.filter((item) => item.id !== id));
  }

  /** Removes all masks. */
  clear(): void {
    if (this.all.value.length > 0) this.replace(stepped(this.edits.value.history, []), "clear");
  }

  /** Takes back the last step. */
  undo(): void {
    this.replace(undone(this.edits.value.history), "undo");
  }

  /** Takes a step again that was taken back. */
  redo(): void {
    this.replace(redone(this.edits.value.history), "redo");
  }

  /** Tells masks that came with the page's address, as those of an image that was opened. */
  tellOpened(): void {
    const now = this.all.peek();
    if (!sameMasks(now, this.told)) tellReplaced(now, "open");
    this.told = now;
  }

  /** Keeps the masks with their image and its input: see `adopt`. Returns what stops that. */
  follow(): () => void {
    return effect(() => {
      const id = this.subject.imageId.value;
      const size = this.subject.inputSize.value;
      this.edits.value.owner;
      if (id !== null && size) untracked(() => this.adopt(id, size));
    });
  }

  /**
   * Tells the masks which image and input they are on. Masks of another image go; for another size of the input they are
   * scaled, because it shows the same part of the image.
   */
  adopt(owner: string, size: Size): void {
    const now = this.edits.peek();
    const before = now.size;
    if (now.owner === owner && before && before.height === size.height && before.width === size.width) return;
    this.draft.value = null;
    if (now.owner !== null && now.owner !== owner) {
      this.edits.value = { owner, size, history: begun([]) };
      return;
    }
    const scaled = before
      ? now.history.present.flatMap((item) => {
          const drawn = this.drawnAs.get(item.mask) ?? { mask: item.mask, size: before };
          const mask = rescaled(drawn.mask, drawn.size, size);
          if (!mask) return [];
          this.drawnAs.set(mask, drawn);
          return [{ ...item, mask }];
        })
      : null;
    this.edits.value = { owner, size, history: scaled ? begun(scaled) : now.history };
  }

  /** Told before it is done, because the network is asked at once. */
  private replace(history: History<readonly PlacedMask[]>, reason: Parameters<typeof tellReplaced>[1]): void {
    if (history !== this.edits.peek().history) {
      tellReplaced(history.present, reason);
      this.told = history.present;
    }
    this.setHistory(history);
  }

  private setHistory(history: History<readonly PlacedMask[]>): void {
    // Together, so that nothing sees the masks without what was just drawn.
    batch(() => {
      this.draft.value = null;
      if (history !== this.edits.value.history) this.edits.value = { ...this.edits.value, history };
    });
  }
}
