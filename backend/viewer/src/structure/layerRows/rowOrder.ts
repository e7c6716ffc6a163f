import type { ClassScore } from "../../protocol/messages.ts";

/** By what rows are ordered. */
export type RowOrder = "made" | "fall";

/** What has become of the original's most probable class. */
export interface Fall {
  readonly label: ClassScore["label"];
  /** Its probability for the original, and now, 0..1. */
  readonly before: number;
  readonly now: number;
  /** Whether it is among the ten no more, so that `now` is only what it is at most. */
  readonly atMost: boolean;
}

/** What has become of the `original`'s most probable class; null before both answers are here. */
export function fallOf(
  original: readonly ClassScore[] | undefined,
  classes: readonly ClassScore[] | undefined,
): Fall | null {
  const [first, last] = [original?.[0], classes?.at(-1)];
  if (!first || !classes || !last) return null;
  const found = classes.find(({ label }) => label.index === first.label.index);
  const now = (found ?? last).probability;
  return { label: first.label, before: first.probability, now, atMost: !found };
}

/** The rows with the largest fall first; those without an answer keep their places behind. */
export function byFall<T>(rows: readonly T[], fall: (row: T) => Fall | null): readonly T[] {
  const falls = new Map(rows.map((row) => [row, fall(row)]));
  const size = (row: T) => {
    const one = falls.get(row);
    return one ? one.before - one.now : -Infinity;
  };
  return rows.toSorted((a, b) => (size(a) === size(b) ? 0 : size(b) - size(a)));
}
