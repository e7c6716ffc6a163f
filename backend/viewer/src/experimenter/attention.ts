import type { StudyOverview, StudyParticipant } from "../protocol/messages.ts";
import { count } from "../ui/words.ts";
import { minutes } from "./times.ts";

/** Milliseconds after which somebody who should be there is missed, and a pause is a long one. */
export const ABSENT_AFTER = 20_000;
export const LONG_PAUSE = 10 * 60_000;
/** How much longer than planned somebody may be at a step: this share of it, and so many milliseconds at least. */
const SLOWER = 1.5;
const SLOWER_BY = 2 * 60_000;

/** Why somebody needs the experimenter, in words; `ready` is good news. */
export interface Concern {
  kind: "absent" | "slow" | "paused" | "ready";
  words: string;
}

/** What of a participant asks for the experimenter; null for nothing. `now` is the server's clock in milliseconds. */
export function concernOf(participant: StudyParticipant, now: number): Concern | null {
  if (participant.simulated) return null;
  const { state, present, state_since_ms: since } = participant;
  if (state === "running") return absence(participant, now) ?? slowness(participant, now);
  if (state === "paused" && now - since >= LONG_PAUSE) {
    return { kind: "paused", words: `Paused for ${minutes(now - since)}` };
  }
  if (state === "waiting" && present) return { kind: "ready", words: "Is here and waits for the start" };
  return null;
}

/** Those who need the experimenter, by number. */
export function concerns({ participants, now_ms }: StudyOverview): { participant: number; concern: Concern }[] {
  return participants.flatMap((one) => {
    const concern = concernOf(one, now_ms);
    return concern ? [{ participant: one.participant, concern }] : [];
  });
}

function absence({ present, seen_ms, started_ms }: StudyParticipant, now: number): Concern | null {
  if (present) return null;
  const since = seen_ms ?? started_ms;
  if (since === null || now - since < ABSENT_AFTER) return null;
  return { kind: "absent", words: seen_ms === null ? "Not here" : `Absent for ${minutes(now - since)}` };
}

/** Since the step was begun, or since the session goes on again where that was later: without the last pause. */
function slowness({ step_minutes, step_since_ms, state_since_ms }: StudyParticipant, now: number): Concern | null {
  const planned = step_minutes * 60_000;
  if (planned === 0 || step_since_ms === null) return null;
  const spent = now - Math.max(step_since_ms, state_since_ms);
  if (spent < Math.max(planned * SLOWER, planned + SLOWER_BY)) return null;
  return { kind: "slow", words: `${minutes(spent)} at a step of ${count(step_minutes, "minute")}` };
}
