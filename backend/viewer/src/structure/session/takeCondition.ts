import { batch } from "@preact/signals";
import { shown } from "../../state/shown.ts";
import type { StructureSession } from "./structureSession.ts";

/** Sets what the condition of a study fixes of a session; nothing where there is none. Subscribes. */
export function takeCondition({
  subject,
  display,
  masks,
}: Pick<StructureSession, "subject" | "display" | "masks">): void {
  const condition = shown.value;
  if (!condition) return;
  batch(() => {
    display.mode.value = condition.clusters ? "clustered" : "unclustered";
    display.view.value = condition.view;
    display.clusterCount.value = condition.k;
    display.criterion.value = condition.criterion;
    display.groups.value = condition.groups;
    display.difference.value = false;
    display.colourMapName.value = condition.colour_map;
    masks.fill.value = condition.fill;
    subject.merging.choice.value = { network: null, labels: condition.merged };
  });
}
