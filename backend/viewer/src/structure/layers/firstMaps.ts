import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { ActivationsRequest, FeatureMap } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import type { Subject } from "../../state/subject.ts";
import type { Ablation } from "../ablation/ablation.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import type { Masks } from "../masks/masks.ts";

/** Maps of a layer that the list shows: its first channels, as they are, without clusters. */
export const FIRST_MAPS = 3;

interface Row {
  layer: string;
  channels: number;
  maps: Signal<readonly FeatureMap[]>;
  /** What the maps that are here, or on their way, are of. */
  of: unknown;
}

/** The small maps in a session's list of layers, of the rows in sight. */
export class FirstMaps {
  private readonly subject: Subject;
  private readonly masks: Masks;
  private readonly ablation: Ablation;
  /** What all maps of the list are of; null while something for it is missing. */
  private readonly of = computed(() => {
    const masked = maskedImage(this.subject, this.masks.all.value, this.masks.fill.value);
    return masked && { ...masked, ...this.ablation.asked.value };
  });
  private readonly rows = new Set<Row>();
  private readonly changed = signal(0);
  private busy = false;

  constructor(subject: Subject, masks: Masks, ablation: Ablation) {
    this.subject = subject;
    this.masks = masks;
    this.ablation = ablation;
  }

  /** The first maps of a layer, while its row is in sight; empty before they are here. Returns them, and what ends it. */
  watch(layer: string, channels: number): [ReadonlySignal<readonly FeatureMap[]>, () => void] {
    const row: Row = { layer, channels, maps: signal([]), of: null };
    this.rows.add(row);
    this.changed.value++;
    return [row.maps, () => this.rows.delete(row)];
  }

  /** Asks for what is missing, one layer after the other. Returns what stops that. */
  follow(): () => void {
    return effect(() => {
      this.changed.value;
      if (this.of.value) untracked(() => this.askNext());
    });
  }

  private askNext(): void {
    const of = this.of.peek();
    const row = of && !this.busy ? [...this.rows].find((one) => one.of !== of) : undefined;
    if (!of || !row) return;
    this.busy = true;
    row.of = of;
    const channels = Array.from({ length: Math.min(FIRST_MAPS, row.channels) }, (_none, channel) => channel);
    const body: ActivationsRequest = { ...of, layer: row.layer, channels };
    ask("activations", body)
      .then((answer) => {
        if (answer && row.of === of) row.maps.value = answer.maps.toSorted((a, b) => a.channel - b.channel);
      })
      // A list without small pictures is still the list; what is wrong is said where the layers themselves are asked for.
      .catch(() => {})
      .finally(() => {
        this.busy = false;
        this.askNext();
      });
  }
}
