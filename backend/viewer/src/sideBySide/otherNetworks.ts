import type { NetworkSummary } from "../protocol/messages.ts";

/** The networks that can stand beside one: all others whose weights are here, those with weights that know something first. */
export function otherNetworks(all: readonly NetworkSummary[], own: string | null): NetworkSummary[] {
  const usable = all.filter(({ network_id, weights }) => weights.available && network_id !== own);
  return usable.toSorted((a, b) => Number(isRandom(a)) - Number(isRandom(b)));
}

/** The network beside: the one that is wanted where it can be had, else the first that can. */
export function chosenOther(others: readonly NetworkSummary[], wanted: string | null): NetworkSummary | null {
  return others.find(({ network_id }) => network_id === wanted) ?? others[0] ?? null;
}

function isRandom({ weights }: NetworkSummary): boolean {
  return weights.source === "random";
}
