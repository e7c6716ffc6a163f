import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { NetworkDescription } from "../protocol/messages.ts";
import { image, known, networkId } from "./choice.ts";
import { Fitting, pageFitting, subjectOf } from "./fitting.ts";
import type { ChosenImage } from "./images.ts";
import { Merging, pageMerging } from "./merging.ts";
import type { PoolCopies } from "./poolCopies.ts";

/** Rows and columns of a network's input. */
interface InputSize {
  height: number;
  width: number;
}

/** What a scene is about: an image, a network, and how the one is made to fit the other's input. */
export class Subject {
  readonly image: ReadonlySignal<ChosenImage | null>;
  readonly networkId: ReadonlySignal<string | null>;
  readonly fitting: Fitting;
  readonly merging: Merging;
  /** What is known of the network; null until it is here. */
  readonly network: ReadonlySignal<NetworkDescription | null>;
  /** The image's id; null before one is chosen. */
  readonly imageId = computed(() => this.image.value?.imageId ?? null);
  /** Rows and columns of the network's input; null before the network is known. */
  readonly inputSize = computed<InputSize | null>(() => {
    const summary = this.network.value?.summary;
    return summary ? { height: summary.input_height, width: summary.input_width } : null;
  });
  /** Whether the network can be used: its weights are here. */
  readonly usable = computed(() => this.network.value?.summary.weights.available ?? false);
  /** Image, network and fit: answers of another key are of something else. Null while one is missing. */
  readonly key = computed(() => {
    const [image_id, network_id] = [this.imageId.value, this.networkId.value];
    if (image_id === null || network_id === null) return null;
    return subjectOf({ image_id, network_id, ...this.fitting.request.value });
  });

  /** The masked copies that scene 2 made last, for scene 1 to show too; null where it has made none yet. */
  readonly copies: Signal<ReadonlySignal<PoolCopies | null> | null> = signal(null);

  constructor(
    image: ReadonlySignal<ChosenImage | null>,
    networkId: ReadonlySignal<string | null>,
    fitting?: Fitting,
    merging?: Merging,
  ) {
    this.image = image;
    this.networkId = networkId;
    this.network = computed(() => known(networkId.value));
    this.fitting = fitting ?? new Fitting(networkId, this.network);
    this.merging = merging ?? new Merging(networkId, this.network);
  }
}

/** The page's own: what the menu chose and the address says. */
export const pageSubject = new Subject(image, networkId, pageFitting, pageMerging);
