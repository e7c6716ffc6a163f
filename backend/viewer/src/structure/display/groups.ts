import type { ClusteredLayer, LayersRequest, Shown } from "../../protocol/messages.ts";

/** Whose clusters a masked image is shown in: those of the original, or its own. */
export type Groups = Shown["groups"];

export const GROUPS: readonly Groups[] = ["original", "own"];

/** What a person is shown unless they choose otherwise; a request that says nothing means `own`. */
export const USUAL_GROUPS: Groups = "original";

/** What a request says where image or network are changed: else there is nothing to compare with. */
export function groupsAsked(
  groups: Groups,
  changed: boolean,
  difference = false,
): Pick<LayersRequest, "groups" | "difference"> {
  if (!changed || groups === "own") return { groups: "own", difference: false };
  return { groups, difference };
}

/** Whose clusters columns are, and whether they show what differs; null where nothing has been answered. */
export function groupsShown(
  columns: readonly (ClusteredLayer | null)[],
): { groups: Groups; difference: boolean } | null {
  const column = columns.find((each) => each !== null);
  if (!column) return null;
  return { groups: column.groups, difference: column.clusters.some((cluster) => cluster.difference !== null) };
}
