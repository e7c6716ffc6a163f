import type { Framing, Pool, PoolImage } from "../../protocol/messages.ts";

/** A copy of each pool with the mask at the same place of the photo. */
export interface PairedCopies {
  readonly one: PoolImage;
  readonly two: PoolImage;
}

interface Middle {
  readonly row: number;
  readonly column: number;
}

/**
 * Copies whose masks lie at the same place of the photo, each at most once, in the order of the first pool.
 *
 * The k-th largest windows belong together, and of these the masks whose middles are each other's nearest, not farther
 * apart than half a stride of the first. The same as `tetrascope compare` does (`report/comparison.py`).
 */
export function pairedCopies(one: Pool, two: Pool): PairedCopies[] {
  const pairs: PairedCopies[] = [];
  for (let window = 0; window < Math.min(one.windows.length, two.windows.length); window++) {
    const ours = one.images.filter((image) => image.window === window);
    const theirs = two.images.filter((image) => image.window === window);
    const here = ours.map((image) => middleOf(image, one.framing));
    const there = theirs.map((image) => middleOf(image, two.framing));
    const back = there.map((middle) => nearest(middle, here));
    const stride = one.windows[window]?.stride ?? 0;
    const far = ((stride / 2) * one.framing.photo.height) / one.framing.input.height;
    ours.forEach((image, k) => {
      const middle = here[k] as Middle;
      const found = nearest(middle, there);
      const [other, place] = [theirs[found], there[found]];
      if (other && place && back[found] === k && distance(middle, place) <= far) pairs.push({ one: image, two: other });
    });
  }
  return pairs;
}

/** The middle of a mask, in pixels of the photo. */
function middleOf({ mask }: PoolImage, { photo, input }: Framing): Middle {
  const [y, x] = [photo.height / input.height, photo.width / input.width];
  return {
    row: photo.top + (mask.top + mask.height / 2 - input.top) * y,
    column: photo.left + (mask.left + mask.width / 2 - input.left) * x,
  };
}

function nearest(middle: Middle, others: readonly Middle[]): number {
  let [found, least] = [-1, Number.POSITIVE_INFINITY];
  others.forEach((other, place) => {
    const apart = distance(middle, other);
    if (apart < least) [found, least] = [place, apart];
  });
  return found;
}

function distance(a: Middle, b: Middle): number {
  return Math.hypot(a.row - b.row, a.column - b.column);
}

/** Which networks a mask makes change their answer. */
export const OUTCOMES = ["a", "b", "both", "neither"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export function outcomeOf({ one, two }: PairedCopies): Outcome {
  if (one.kept) return two.kept ? "neither" : "b";
  return two.kept ? "a" : "both";
}

/** The pairs of each outcome. */
export function byOutcome(pairs: readonly PairedCopies[]): Readonly<Record<Outcome, readonly PairedCopies[]>> {
  const found = { a: [], b: [], both: [], neither: [] } as Record<Outcome, PairedCopies[]>;
  for (const pair of pairs) found[outcomeOf(pair)].push(pair);
  return found;
}

/** Where most masks change the answer of one network alone, else of both. */
export function tellingOutcome(outcomes: Readonly<Record<Outcome, readonly PairedCopies[]>> | null): Outcome {
  const [a, b, both] = [outcomes?.a.length ?? 0, outcomes?.b.length ?? 0, outcomes?.both.length ?? 0];
  if (a + b === 0 && both > 0) return "both";
  return b > a ? "b" : "a";
}

/** The largest fall of the probability of a network's answer first: of the network that changes, else of both together. */
export function byFall(pairs: readonly PairedCopies[], outcome: Outcome, one: Pool, two: Pool): PairedCopies[] {
  const fall = (pair: PairedCopies) => {
    const falls = [
      one.examined.probability - pair.one.original_probability,
      two.examined.probability - pair.two.original_probability,
    ] as const;
    if (outcome === "a") return falls[0];
    return outcome === "b" ? falls[1] : falls[0] + falls[1];
  };
  return pairs.toSorted((a, b) => fall(b) - fall(a));
}

/** How many copies have another answer than the whole image, and the smallest window of one; null where none has. */
export function fragility({ images, windows }: Pool): { changed: number; smallest: number | null } {
  const changed = images.filter(({ kept }) => !kept);
  const sizes = changed.flatMap(({ window }) => windows[window]?.size ?? []);
  return { changed: changed.length, smallest: sizes.length > 0 ? Math.min(...sizes) : null };
}
