import { range } from "../../geometry/tensor.ts";
import type { RowAnswer } from "./rowAnswers.ts";

/** For what there is one scale over all rows: the whole layer, or each cluster. */
export type ScaleOf = "layer" | "cluster";

/** What colours and bars stand for, by cluster; the same in all rows. */
export interface RowScale {
  /** The change that has the strongest colour. */
  readonly limit: number;
  /** The mean change that has the longest bar. */
  readonly longest: number;
  /** The values at the ends of the colour map, of the pictures themselves. */
  readonly low: number;
  readonly high: number;
}

const NOTHING: RowScale = { limit: 0, longest: 0, low: Infinity, high: -Infinity };

/** The scale of each of `clusters` clusters over all answers that are here. */
export function rowScales(answers: readonly RowAnswer[], clusters: number, of: ScaleOf): readonly RowScale[] {
  const each = Array.from({ length: clusters }, (_none, index) => answers.reduce(withCluster(index), NOTHING));
  if (of === "cluster") return each.map(tidy);
  const whole = tidy(each.reduce(wider, NOTHING));
  return each.map(() => whole);
}

function withCluster(index: number): (before: RowScale, answer: RowAnswer) => RowScale {
  return (before, { clusters, changes }) => {
    const [cluster, change] = [clusters[index], changes[index]];
    if (!cluster) return before;
    const { min, max } = range(cluster.representative);
    return wider(before, { limit: change?.largest ?? 0, longest: change?.mean ?? 0, low: min, high: max });
  };
}

function wider(a: RowScale, b: RowScale): RowScale {
  return {
    limit: Math.max(a.limit, b.limit),
    longest: Math.max(a.longest, b.longest),
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
  };
}

function tidy(scale: RowScale): RowScale {
  return scale.low <= scale.high ? scale : { ...scale, low: 0, high: 0 };
}
