import { batch, computed, effect, type Signal, signal, untracked } from "@preact/signals";
import { tellSetting } from "../../state/choose.ts";
import { inStudy } from "../../state/shown.ts";
import type { Subject } from "../../state/subject.ts";
import { tell } from "../../state/tell.ts";
import { placed } from "../masks/mask.ts";
import type { Masks } from "../masks/masks.ts";
import { jsonMasks } from "../masks/tellMasks.ts";
import { findKept, keep, type Modified, renamed, without } from "./modified.ts";
import { loadModified, saveModified } from "./modifiedStorage.ts";

/** The modified images that a session keeps. */
export class Shelf {
  /** Those of the present image, oldest first. */
  readonly kept: Signal<readonly Modified[]> = signal([]);
  /** The one that is shown now; null where what is shown is not kept, or the original. */
  readonly shown = computed(() => findKept(this.kept.value, this.masks.all.value, this.masks.fill.value));
  /** Whether what is shown can be kept, and is not yet. */
  readonly canKeep = computed(() => this.masks.all.value.length > 0 && this.shown.value === null);
  private readonly slot: string;
  private readonly subject: Subject;
  private readonly masks: Masks;
  /** Where the images are stored that are here. */
  private key: string | null = null;

  /** Each `slot` has a store of its own. */
  constructor(slot: string, subject: Subject, masks: Masks) {
    this.slot = slot;
    this.subject = subject;
    this.masks = masks;
  }

  /**
   * Brings back what was kept of each image, and keeps it for this visit; in a study nothing goes from one condition to
   * the next. Returns what stops that.
   */
  follow(): () => void {
    const stopLoading = effect(() => {
      const id = this.subject.imageId.value;
      const size = this.subject.inputSize.value;
      const next = id === null || !size ? null : `${this.slot}.${id}.${size.height}x${size.width}`;
      if (next === this.key) return;
      this.key = next;
      this.kept.value = next === null || untracked(inStudy) ? [] : loadModified(next);
    });
    const stopSaving = effect(() => {
      const now = this.kept.value;
      if (this.key !== null && !untracked(inStudy)) saveModified(this.key, now);
    });
    return () => {
      stopLoading();
      stopSaving();
    };
  }

  /** Keeps the masked image as it is now. */
  keep(): void {
    const next = keep(this.kept.value, this.masks.all.value, this.masks.fill.value);
    if (next !== this.kept.value) tell("image_kept", { masks: jsonMasks(this.masks.all.value) });
    this.kept.value = next;
  }

  /** Shows a kept image or another modified one, or with null the original; its masks become the present ones, as a step that can be undone. */
  show(item: Pick<Modified, "masks" | "fill"> | null): void {
    if (item === null) {
      if (this.masks.all.value.length > 0) this.masks.open([]);
      return;
    }
    if (this.masks.edits.value.owner !== this.subject.imageId.value) return;
    batch(() => {
      this.masks.open(item.masks.map(({ mask }) => placed(mask)));
      this.masks.fill.value = item.fill;
    });
  }

  /** Shows the original and those kept one after the other, and after the last one the original again. */
  showNext(): void {
    const all = [null, ...this.kept.value];
    const now = this.masks.all.value.length === 0 ? null : this.shown.value;
    const place = now === null && this.masks.all.value.length > 0 ? -1 : all.indexOf(now);
    this.show(all[(place + 1) % all.length] ?? null);
  }

  /** Gives a kept image another name. */
  rename(id: number, name: string): void {
    tellSetting("kept_image", `${id} renamed`);
    this.kept.value = renamed(this.kept.value, id, name);
  }

  /** Forgets a kept image. */
  forget(id: number): void {
    tellSetting("kept_image", `${id} deleted`);
    this.kept.value = without(this.kept.value, id);
  }
}
