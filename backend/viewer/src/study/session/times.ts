import type { SessionStep } from "../../protocol/messages.ts";

/** Minutes that are left of a session as planned: what is left of the step at hand, and all steps after it. */
export function minutesLeft(steps: readonly SessionStep[], at: number, spentMs: number): number {
  const later = steps.slice(at + 1).reduce((sum, { minutes }) => sum + minutes, 0);
  return later + Math.max(0, (steps[at]?.minutes ?? 0) - spentMs / 60_000);
}

/** A plan as a person says it: `about 5 min`, `about 1 h 10 min`. */
export function aboutMinutes(minutes: number): string {
  if (minutes < 1) return "less than a minute";
  const whole = minutes < 10 ? Math.round(minutes) : 5 * Math.round(minutes / 5);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return `about ${rest} min`;
  return rest === 0 ? `about ${hours} h` : `about ${hours} h ${rest} min`;
}

/** What a clock shows: `12:05`. */
export function clockTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
