import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LayersRequest, NetworkDescription } from "../protocol/messages.ts";
import { addressParameter } from "./address.ts";
import { networks } from "./catalog.ts";
import { image, network, networkId } from "./choice.ts";
import type { ChosenImage } from "./images.ts";
import { valueIn } from "./loadable.ts";

/** How a picture is made to fit a network's input. */
export type Fit = NonNullable<LayersRequest["fit"]>;

/** The protocol's, in the order offered, with their names for a person. */
export const FIT_NAMES: readonly { value: Fit; label: string }[] = [
  { value: "crop", label: "Crop" },
  { value: "squash", label: "Squash" },
  { value: "pad", label: "Pad" },
];

const MIDDLE = 0.5;

/** How pictures are made to fit one network's input. */
export class Fitting {
  /** The fit that the person has chosen; null for the network's own. */
  readonly chosen: Signal<Fit | null> = signal(null);
  /** Where a crop lies in the room that there is, 0..1. */
  readonly cropAt: Signal<number> = signal(MIDDLE);
  /** How pictures are made to fit now. */
  readonly fit: ReadonlySignal<Fit>;
  /** What every request about the picture says of it; nothing where it need not be said. */
  readonly request: ReadonlySignal<Pick<LayersRequest, "fit" | "crop_at">>;
  private readonly own: ReadonlySignal<Fit>;

  constructor(networkId: ReadonlySignal<string | null>, network: ReadonlySignal<NetworkDescription | null>) {
    this.own = computed(() => {
      const listed = valueIn(networks.value)?.find((one) => one.network_id === networkId.value);
      return listed?.fit ?? network.value?.summary.fit ?? "crop";
    });
    this.fit = computed(() => this.chosen.value ?? this.own.value);
    this.request = computed(() => ({
      ...(this.fit.value !== this.own.value && { fit: this.fit.value }),
      ...(this.fit.value === "crop" && this.cropAt.value !== MIDDLE && { crop_at: this.cropAt.value }),
    }));
  }

  /** Takes the person's choice; that of the network's own fit is none. */
  choose(fit: Fit): void {
    this.chosen.value = fit === this.own.value ? null : fit;
  }
}

/** That of the page's own picture and network. */
export const pageFitting = new Fitting(networkId, network);
export const { chosen: chosenFit, cropAt, fit, request: fitting } = pageFitting;

/** The same for all requests about the same picture in the same input. */
export function subjectOf(body: Pick<LayersRequest, "image_id" | "network_id" | "fit" | "crop_at">): string {
  return [body.image_id, body.network_id, body.fit ?? "", body.crop_at ?? ""].join(" ").trim();
}

/** Takes a picture; a crop of another one begins in its middle. */
export function chooseImage(picture: ChosenImage | null): void {
  batch(() => {
    if (picture?.imageId !== image.value?.imageId) cropAt.value = MIDDLE;
    image.value = picture;
  });
}

addressParameter("*", "fit", chosenFit, {
  parse: (text) => FIT_NAMES.find(({ value }) => value === text)?.value,
  format: (value) => value,
});

addressParameter("*", "at", cropAt, {
  parse: (text) => (/^(0(\.\d{1,2})?|1)$/.test(text) ? Number(text) : undefined),
  format: (value) => (value === MIDDLE ? null : String(value)),
});
