import type { NetworkSummary } from "../protocol/messages.ts";

/**
 * The networks that can stand beside one: all others whose weights are here, those with weights that know something
 * first, and among these those with as many classes, which are likely the same.
 */
export function otherNetworks(all: readonly NetworkSummary[], own: string | null): NetworkSummary[] {
  const usable = all.filter(({ network_id, weights }) => weights.available && network_id !== own);
  const classes = all.find(({ network_id }) => network_id === own)?.class_count;
  const rank = (one: NetworkSummary) =>
    (isRandom(one) ? 2 : 0) + (classes === undefined || one.class_count === classes ? 0 : 1);
  return usable.toSorted((a, b) => rank(a) - rank(b));
}

/** The network beside: the one that is wanted where it can be had, else the first that can. */
export function chosenOther(others: readonly NetworkSummary[], wanted: string | null): NetworkSummary | null {
  return others.find(({ network_id }) => network_id === wanted) ?? others[0] ?? null;
}

function isRandom({ weights }: NetworkSummary): boolean {
  return weights.source === "random";
}
