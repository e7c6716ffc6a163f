import { aboutMinutes, minutesLeft } from "../session/times.ts";
import { useParticipation } from "../session/useParticipation.ts";
import { useSpent } from "../session/useSpent.ts";
import "./studyBar.css";

/** The bar at the top: the study, and how far the participant is. */
export function StudyBar() {
  const { at, session, state } = useParticipation();
  const { steps, title } = session.value;
  const shown = state.value === "running" || state.value === "paused";
  return (
    <header class="study-bar">
      <p class="study-title" lang={session.value.language} dir="auto">
        {title}
      </p>
      {shown && at.value < steps.length - 1 && <Progress />}
    </header>
  );
}

function Progress() {
  const { at, session } = useParticipation();
  const { steps } = session.value;
  const spent = useSpent();
  const place = at.value + 1;
  // The last one only says goodbye.
  const count = steps.length - 1;
  return (
    <div class="study-progress">
      <p>
        <span>{`Step ${place} of ${count}`}</span>
        <span class="muted">{`${aboutMinutes(minutesLeft(steps, at.value, spent))} left`}</span>
      </p>
      <div
        class="study-track"
        role="progressbar"
        aria-label="Steps"
        aria-valuemin={0}
        aria-valuemax={count}
        aria-valuenow={at.value}
      >
        <div style={{ width: `${(100 * at.value) / count}%` }} />
      </div>
    </div>
  );
}
