import { count } from "../../ui/words.ts";
import type { Counts } from "../scene/switchedOff.ts";
import type { Replacement } from "./ablation.ts";

/** `2 clusters and 3 maps are switched off`. */
export function countsWords({ clusters, maps }: Counts): string {
  const parts = [
    ...(clusters > 0 ? [count(clusters, "cluster")] : []),
    ...(maps > 0 || clusters === 0 ? [count(maps, "map")] : []),
  ];
  return `${parts.join(" and ")} ${clusters + maps === 1 ? "is" : "are"} switched off`;
}

export const REPLACEMENT_NAMES: readonly { value: Replacement; label: string; meaning: string }[] = [
  {
    value: "mean",
    label: "mean",
    meaning: "each map’s own mean over the image: its level stays, what it tells of places is gone",
  },
  { value: "zero", label: "zero", meaning: "0 everywhere, which the network may never have seen" },
];
