/** Classes up to which every number is written; beyond, shades alone, and the pairs that are confused most. */
export const MOST_WRITTEN = 20;
/** Pairs that are named at most. */
const MOST_PAIRS = 15;

/** A class that is taken for another. */
export interface ConfusedPair {
  readonly label: number;
  readonly answer: number;
  /** How many pictures. */
  readonly pictures: number;
  /** Of so many of the class that were put aside. */
  readonly of: number;
}

/** The pairs of a confusion matrix (rows: right classes) that are confused most, by pictures, then by their share. */
export function confusedPairs(confusion: readonly (readonly number[])[]): readonly ConfusedPair[] {
  const found = confusion.flatMap((row, label) => {
    const of = row.reduce((sum, pictures) => sum + pictures, 0);
    return row.flatMap((pictures, answer) =>
      answer !== label && pictures > 0 ? [{ label, answer, pictures, of }] : [],
    );
  });
  return found
    .toSorted((a, b) => b.pictures - a.pictures || b.pictures / b.of - a.pictures / a.of)
    .slice(0, MOST_PAIRS);
}

/** The share of its row of each number, 0..1: what is shaded. Rows without pictures are all 0. */
export function rowShares(confusion: readonly (readonly number[])[]): number[][] {
  return confusion.map((row) => {
    const all = row.reduce((sum, pictures) => sum + pictures, 0);
    return row.map((pictures) => (all > 0 ? pictures / all : 0));
  });
}
