import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { NetworkDescription, NetworkSummary } from "../protocol/messages.ts";
import { type AddressText, addressParameter, putRight } from "./address.ts";
import { description, lookUp, networks, samples } from "./catalog.ts";
import { type ChosenImage, sampleImage, uploads } from "./images.ts";
import { valueIn } from "./loadable.ts";

/** The image that both scenes are about. */
export const image: Signal<ChosenImage | null> = signal(null);

/** The network that both scenes are about; null until the catalog is here. */
export const networkId: Signal<string | null> = signal(null);

/** A network that was asked for, by a link as a rule, and that this server does not have; null for none. */
export const missingNetwork: Signal<string | null> = signal(null);

/** What is known of the network; null until it is here. */
export const network: ReadonlySignal<NetworkDescription | null> = computed(() => known(networkId.value));

/** What is known of a network; null until it is here. Subscribes. */
export function known(network: string | null): NetworkDescription | null {
  return network === null ? null : valueIn(description(network).value);
}

/** What an identifier may look like; the server's own are shorter. */
const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,127}$/;

/** Networks as an address names them. */
export const NETWORK_TEXT: AddressText<string | null> = {
  parse: (text) => (IDENTIFIER.test(text) ? text : undefined),
  format: (value) => value,
  isStep: true,
};

/** An image known by its id alone. A view that is answered `unknown_image` says that it is no longer on the server. */
function linkedImage(imageId: string): ChosenImage {
  return {
    imageId,
    title: "Picture from a link",
    origin: "link",
    thumbnailUrl: null,
    width: 0,
    height: 0,
    credit: null,
    note: null,
  };
}

function knownImage(imageId: string): ChosenImage | null {
  const own = uploads.value.find((one) => one.imageId === imageId);
  if (own !== undefined) return own;
  const sample = valueIn(samples.value)?.find((one) => one.image.image_id === imageId);
  return sample === undefined ? null : sampleImage(sample);
}

/** The network to start with: the catalog's default where its weights are here, else one whose weights are. */
function startingNetwork(all: NetworkSummary[]): string | null {
  const preferred = all.find((one) => one.default) ?? all[0];
  const usable = preferred?.weights.available ? preferred : all.find((one) => one.weights.available);
  return (usable ?? preferred)?.network_id ?? null;
}

addressParameter("*", "image", image, {
  parse: (text) => (IDENTIFIER.test(text) ? linkedImage(text) : undefined),
  format: (value) => value?.imageId ?? null,
  isStep: true,
});

addressParameter("*", "network", networkId, NETWORK_TEXT);

// What a link named by its id alone is looked up as soon as it is known here.
effect(() => {
  if (image.value?.origin !== "link") return;
  const known = knownImage(image.value.imageId);
  if (known !== null) image.value = known;
});

// The default until the person or a link chooses; also in place of one that this server does not have.
effect(() => {
  const all = valueIn(networks.value);
  if (all === null) return;
  const asked = networkId.value;
  const found = asked === null ? null : lookUp(asked);
  if (found === undefined || (found && found.network_id === asked)) return;
  putRight(() => {
    if (asked !== null && !found) missingNetwork.value = asked;
    networkId.value = found ? found.network_id : startingNetwork(all);
  });
});
