import type { SessionStep } from "../../protocol/messages.ts";
import { clockTime } from "./times.ts";

/** Milliseconds before the end at which the time that is left is said aloud. */
const LAST_MINUTE = 60_000;

/** How the time that is left of a step is said. */
export interface TimeWords {
  readonly text: string;
  /** A clock, and not a plan. */
  readonly exact: boolean;
  /** Less than a minute is left. */
  readonly short: boolean;
}

/** Of a limit to the second; of a tutorial the planned minutes, which nothing ends; null where there is neither. */
export function timeWords({ kind, minutes, limit_minutes }: SessionStep, spentMs: number): TimeWords | null {
  if (limit_minutes !== null) {
    const left = limit_minutes * 60_000 - spentMs;
    return { text: clockTime(left), exact: true, short: left < LAST_MINUTE };
  }
  if (kind !== "tutorial") return null;
  const left = Math.ceil(minutes - spentMs / 60_000);
  return { text: left > 0 ? `${left} of ${minutes} min left` : "Time is over", exact: false, short: false };
}
