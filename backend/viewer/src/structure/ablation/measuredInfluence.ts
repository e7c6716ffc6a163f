import type { Ablations, ClassScore, ClusterAblation } from "../../protocol/messages.ts";
import { pointsText } from "../predictions/change.ts";
import type { Influence } from "../scene/influence.ts";

/** A cluster of a layer. */
export interface ClusterName {
  layer: string;
  cluster: number;
}

/** What was measured, as the scene draws it. */
export function influenceIn({ baseline, layers }: Ablations): Influence {
  const answer = baseline.classes[0]?.probability ?? 0;
  const most = mostCarrying({ baseline, layers });
  return new Map(
    layers.map(({ layer, clusters }) => [
      layer,
      clusters.map((each) => ({
        channels: each.channels,
        changes: new Map(each.layers.map((change) => [change.layer, change.changes])),
        answerChange: answer > 0 ? Math.abs(dropOf(each)) / answer : 0,
        words: `answer ${pointsText(-dropOf(each))}`,
        most: most?.layer === layer && most.cluster === each.cluster,
      })),
    ]),
  );
}

/** How much the answer's probability falls without a cluster, −1..1. */
export function dropOf({ drops }: ClusterAblation): number {
  return drops[0] ?? 0;
}

/** The cluster without which the answer's probability falls most; null where it falls without none. */
export function mostCarrying({ layers }: Ablations): (ClusterName & { drop: number }) | null {
  const all = layers.flatMap(({ layer, clusters }) =>
    clusters.map((each) => ({ layer, cluster: each.cluster, drop: dropOf(each) })),
  );
  const best = all.reduce<(typeof all)[number] | null>((a, b) => (a && a.drop >= b.drop ? a : b), null);
  return best && best.drop > 0 ? best : null;
}

/** The largest change of any cluster when one of the column before is switched off, as a share; null without any. */
export function largestChange({ layers }: Ablations): number | null {
  const all = layers.flatMap(({ clusters }) => clusters.flatMap(({ layers: later }) => later[0]?.changes ?? []));
  return all.length > 0 ? Math.max(...all) : null;
}

/** What becomes of a cluster's classes without it: those that change most, with their changes. */
export function classesWithout(
  { classes }: { classes: readonly ClassScore[] },
  { drops }: ClusterAblation,
  most: number,
): { score: ClassScore; change: number }[] {
  return classes
    .map((score, index) => ({ score, change: -(drops[index] ?? 0) }))
    .toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, most);
}

/** The later cluster that changes most without it, and by how much; null where none is later. */
export function mostChanged({ layers }: ClusterAblation): (ClusterName & { change: number }) | null {
  const all = layers.flatMap(({ layer, changes }) => changes.map((change, cluster) => ({ layer, cluster, change })));
  return all.reduce<(typeof all)[number] | null>((a, b) => (a && a.change >= b.change ? a : b), null);
}
