import { batch, computed, type Signal, signal } from "@preact/signals";
import type { LayersRequest } from "../protocol/messages.ts";
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

/** The fit that the person has chosen; null for the network's own. */
export const chosenFit: Signal<Fit | null> = signal(null);

/** Where a crop lies in the room that there is, 0..1. */
export const cropAt: Signal<number> = signal(MIDDLE);

const ownFit = computed<Fit>(() => {
  const listed = valueIn(networks.value)?.find((one) => one.network_id === networkId.value);
  return listed?.fit ?? network.value?.summary.fit ?? "crop";
});

/** How pictures are made to fit now. */
export const fit = computed<Fit>(() => chosenFit.value ?? ownFit.value);

/** What every request about the picture says of it; nothing where it need not be said. */
export const fitting = computed<Pick<LayersRequest, "fit" | "crop_at">>(() => ({
  ...(fit.value !== ownFit.value && { fit: fit.value }),
  ...(fit.value === "crop" && cropAt.value !== MIDDLE && { crop_at: cropAt.value }),
}));

/** The same for all requests about the same picture in the same input. */
export function subjectOf(body: Pick<LayersRequest, "image_id" | "network_id" | "fit" | "crop_at">): string {
  return [body.image_id, body.network_id, body.fit ?? "", body.crop_at ?? ""].join(" ").trim();
}

/** Takes the person's choice; that of the network's own fit is none. */
export function chooseFit(chosen: Fit): void {
  chosenFit.value = chosen === ownFit.value ? null : chosen;
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
