import { shown } from "../../state/shown.ts";
import type { PoolSession } from "./poolSession.ts";

/** Sets what the condition of a study fixes of a session; nothing where there is none. Subscribes. */
export function takeCondition({ subject, settings }: Pick<PoolSession, "subject" | "settings">): void {
  if (!shown.value) return;
  settings.fill.value = shown.value.fill;
  subject.merging.choice.value = { network: null, labels: shown.value.merged };
}
