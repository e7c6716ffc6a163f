import { shown } from "../../state/shown.ts";
import type { PoolSession } from "./poolSession.ts";

/** Sets what the condition of a study fixes of a session; nothing where there is none. Subscribes. */
export function takeCondition({ settings }: Pick<PoolSession, "settings">): void {
  if (shown.value) settings.fill.value = shown.value.fill;
}
