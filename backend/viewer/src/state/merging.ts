import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LayersRequest, MergedLabel, NetworkDescription } from "../protocol/messages.ts";
import { addressParameter } from "./address.ts";
import { network, networkId } from "./choice.ts";
import { labelsThatFit, labelsToText, NO_LABELS, textToLabels } from "./mergedLabels.ts";

/** Merged labels, and the network whose classes they merge; null for whatever network comes with a link. */
interface MergedChoice {
  readonly network: string | null;
  readonly labels: readonly MergedLabel[];
}

export const NOTHING_MERGED: MergedChoice = Object.freeze({ network: null, labels: NO_LABELS });

/** Which of one network's classes are told as one label. */
export class Merging {
  /** What was chosen, whether or not it fits the present network. */
  readonly choice: Signal<MergedChoice> = signal(NOTHING_MERGED);
  /** The merged labels in use; null while some are wanted and the network's classes are not known. */
  readonly labels: ReadonlySignal<readonly MergedLabel[] | null>;
  /** What every request that names labels says of it; nothing where it need not be said, null as above. */
  readonly request: ReadonlySignal<Pick<LayersRequest, "merged"> | null>;
  private readonly networkId: ReadonlySignal<string | null>;
  private readonly before: Signal<readonly MergedChoice[]> = signal([]);

  constructor(networkId: ReadonlySignal<string | null>, network: ReadonlySignal<NetworkDescription | null>) {
    this.networkId = networkId;
    this.labels = computed(() => {
      const { network: whose, labels } = this.choice.value;
      if (labels.length === 0 || (whose !== null && whose !== networkId.value)) return NO_LABELS;
      const names = network.value?.class_names;
      return names ? labelsThatFit(labels, names) : null;
    });
    this.request = computed(() => {
      const labels = this.labels.value;
      return labels && (labels.length > 0 ? { merged: [...labels] } : {});
    });
  }

  /** Whether there is something to undo. Subscribes. */
  get canUndo(): boolean {
    return this.before.value.length > 0;
  }

  /** Takes other merged labels for the present network. */
  take(labels: readonly MergedLabel[]): void {
    this.before.value = [...this.before.peek(), this.choice.peek()];
    this.choice.value = { network: this.networkId.peek(), labels };
  }

  /** Goes back to what was before the last `take`. */
  undo(): void {
    const before = this.before.peek();
    const last = before.at(-1);
    if (!last) return;
    this.before.value = before.slice(0, -1);
    this.choice.value = last;
  }
}

/** That of the page's own network. */
export const pageMerging = new Merging(networkId, network);

addressParameter("*", "merged", pageMerging.choice, {
  parse: (text) => {
    const labels = textToLabels(text);
    return labels && { network: null, labels };
  },
  format: ({ network: whose, labels }) =>
    labels.length > 0 && (whose === null || whose === networkId.value) ? labelsToText(labels) : null,
  isStep: true,
});

// What came with a link is of the network that the link names.
effect(() => {
  const { network: whose, labels } = pageMerging.choice.value;
  if (whose !== null || labels.length === 0 || network.value === null) return;
  pageMerging.choice.value = { network: network.value.summary.network_id, labels };
});
