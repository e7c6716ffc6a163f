import type { ImportanceCurves } from "../../protocol/messages.ts";
import { percent } from "../../ui/words.ts";

/** A curve as the plot draws it. */
export interface Curve {
  readonly kind: "insertion" | "deletion";
  /** Of a map that knows nothing. */
  readonly random: boolean;
  readonly values: readonly number[];
}

/** The curves of a check, those for comparison first, so that they lie below. */
export function curvesOf(found: ImportanceCurves): readonly Curve[] {
  return [
    { kind: "insertion", random: true, values: found.random_insertion },
    { kind: "deletion", random: true, values: found.random_deletion },
    { kind: "insertion", random: false, values: found.insertion },
    { kind: "deletion", random: false, values: found.deletion },
  ];
}

/** The top of the plot's scale: the next tenth above every value. */
export function topOf(found: ImportanceCurves): number {
  const most = Math.max(...curvesOf(found).flatMap(({ values }) => values));
  return Math.min(1, Math.max(0.1, Math.ceil(most * 10) / 10));
}

/** An SVG path through a curve's points, in a box `width` by `height` whose top is the probability `top`. */
export function pathOf(shares: readonly number[], values: readonly number[], box: Box): string {
  return values
    .map((value, at) => {
      const x = (shares[at] ?? 0) * box.width;
      const y = box.height * (1 - value / box.top);
      return `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
}

export interface Box {
  width: number;
  height: number;
  /** The probability at its top. */
  top: number;
}

/** What the plot shows, in words. */
export function curvesInWords(found: ImportanceCurves): string {
  const label = found.examined.label.name;
  return (
    `Mean probability of ${label} as pixels are hidden, the most important first: ${percent(found.deletion_area)}; ` +
    `of a map that knows nothing ${percent(found.random_deletion_area)}. As they are shown alone: ` +
    `${percent(found.insertion_area)}; of a map that knows nothing ${percent(found.random_insertion_area)}.`
  );
}
