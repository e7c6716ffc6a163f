import { shown } from "../../state/shown.ts";
import { USUAL_ARRANGEMENT } from "../scene/arrangement.ts";
import type { PoolSession } from "./poolSession.ts";

/** What a condition can fix something of; a session that is being made has no display yet. */
type Conditioned = Pick<PoolSession, "subject" | "settings"> & Partial<Pick<PoolSession, "display">>;

/** Sets what the condition of a study fixes of a session; nothing where there is none. Subscribes. */
export function takeCondition({ subject, settings, display }: Conditioned): void {
  if (!shown.value) return;
  settings.fill.value = shown.value.fill;
  settings.moreFills.value = [];
  if (display) {
    // The thesis's, for everybody.
    display.arrangement.value = USUAL_ARRANGEMENT;
    display.positionScale.value = "linear";
    display.regions.value = false;
    display.thumbnails.value = false;
  }
  subject.merging.choice.value = { network: null, labels: shown.value.merged };
}
