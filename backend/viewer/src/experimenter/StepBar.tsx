import type { StudyParticipant } from "../protocol/messages.ts";
import { minutes } from "./times.ts";
import "./stepBar.css";

/** At which step a participant is, how long, and how many of their own steps are behind them. */
export function StepBar({ participant: one, now }: { participant: StudyParticipant; now: number }) {
  const { step_title, step_minutes, step_since_ms, steps_done, step_count, state } = one;
  const over = state === "ended" || state === "aborted";
  // The last step, which thanks, is never left.
  const done = state === "ended" ? step_count : steps_done;
  const spent = step_since_ms === null || over ? null : minutes(now - step_since_ms);
  return (
    <div class="step">
      <span class="step-title">{state === "ended" ? "All steps" : step_title}</span>
      <span class="step-bar" style={{ "--done": done, "--steps": Math.max(step_count, 1) }} aria-hidden="true" />
      <span class="step-words small muted number">
        {`${done} of ${step_count} steps`}
        {spent !== null && ` · ${spent}${step_minutes > 0 ? ` of ${step_minutes} min` : ""}`}
      </span>
    </div>
  );
}
