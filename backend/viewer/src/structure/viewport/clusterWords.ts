import type { Cluster } from "../../protocol/messages.ts";
import { count, percent } from "../../ui/words.ts";
import { type Criterion, criterionName, scoreText } from "../scene/criterion.ts";
import { explainsLittle } from "../scene/drawnTensor.ts";
import { offText } from "../scene/switchedOff.ts";

/** A cluster in words: what of it is off, how many maps, their mean score, and how much of them its picture explains. */
export function clusterWords(cluster: Cluster, criterion: Criterion, off: number): string {
  const explained =
    cluster.explained_variance === null
      ? "constant"
      : `explains ${explainsLittle(cluster.explained_variance) ? "only " : ""}${percent(cluster.explained_variance)}`;
  const maps = count(cluster.channels.length, "map");
  const switched = offText(off, cluster.channels.length);
  return `${switched && `switched ${switched}, `}${maps}, ${criterionName(criterion)} ${scoreText(criterion, cluster.mean_score)}, ${explained}`;
}
