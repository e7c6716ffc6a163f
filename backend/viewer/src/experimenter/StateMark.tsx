import type { StudyParticipant } from "../protocol/messages.ts";
import { Icon } from "../ui/Icon.tsx";
import type { IconName } from "../ui/icons.ts";
import type { Concern } from "./attention.ts";
import { minutes } from "./times.ts";
import "./stateMark.css";

const STATES: Record<StudyParticipant["state"], { word: string; icon: IconName }> = {
  waiting: { word: "Waiting", icon: "more" },
  running: { word: "Running", icon: "play" },
  paused: { word: "Paused", icon: "pause" },
  aborted: { word: "Aborted", icon: "stop" },
  ended: { word: "Done", icon: "check" },
};

interface MarkProps {
  participant: StudyParticipant;
  now: number;
  /** What asks for the experimenter, said in place of the presence. */
  concern: Concern | null;
}

/** How a session stands, and whether the participant is here. */
export function StateMark({ participant, now, concern }: MarkProps) {
  const { state, simulated } = participant;
  const { word, icon } = STATES[state];
  const over = state === "aborted" || state === "ended";
  return (
    <div class="state">
      <span class="state-mark" data-state={state}>
        <Icon name={icon} size={14} />
        {word}
      </span>
      {concern ? (
        <span class="state-concern" data-kind={concern.kind}>
          {concern.kind !== "ready" && <Icon name="warning" size={14} />}
          {concern.words}
        </span>
      ) : (
        !over && !simulated && <Presence participant={participant} now={now} />
      )}
    </div>
  );
}

function Presence({ participant: { present, seen_ms }, now }: Omit<MarkProps, "concern">) {
  return (
    <span class="presence" data-present={present}>
      {present ? "Here" : seen_ms === null ? "Not here yet" : `Gone for ${minutes(now - seen_ms)}`}
    </span>
  );
}
