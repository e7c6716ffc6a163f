import type { StudyParticipant } from "../protocol/messages.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { count } from "../ui/words.ts";
import { nextAction } from "./actions.ts";
import { concernOf } from "./attention.ts";
import { useDesk } from "./desk.ts";
import { Order } from "./Order.tsx";
import { ParticipantDetails } from "./ParticipantDetails.tsx";
import { StateMark } from "./StateMark.tsx";
import { StepBar } from "./StepBar.tsx";
import { minutes } from "./times.ts";

/** What stands in a row, from the participant's number on. */
export const COLUMNS = [
  "Participant",
  "State",
  "At",
  "Time left",
  "Since start",
  "Order",
  "Recorded",
  "Notes",
  "What to do",
];

interface RowProps {
  participant: StudyParticipant;
  /** The server's clock in milliseconds since 1970. */
  now: number;
  letters: ReadonlyMap<string, string>;
}

/** A participant in the table, and below, where they are open, their details. */
export function ParticipantRow({ participant: one, now, letters }: RowProps) {
  const desk = useDesk();
  const concern = concernOf(one, now);
  const open = desk.open.value.has(one.participant);
  const details = `details-${one.participant}`;
  return (
    <tbody class="row" data-participant={one.participant} data-concern={concern?.kind} data-state={one.state}>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="row-toggle"
            data-toggle={one.participant}
            aria-expanded={open}
            aria-controls={open ? details : undefined}
            onClick={() => desk.toggle(one.participant)}
          >
            <Icon name={open ? "chevron-down" : "chevron-right"} size={16} />
            <span class="unseen">Participant </span>
            {one.participant}
          </button>
          {one.simulated && <span class="simulated">Simulated</span>}
        </th>
        <td class="row-state">
          <StateMark participant={one} now={now} concern={concern} />
        </td>
        <td class="row-step">
          <StepBar participant={one} now={now} />
        </td>
        <td class="number" data-label="Time left, as planned">
          {one.minutes_left > 0 ? minutes(one.minutes_left * 60_000) : "–"}
        </td>
        <td class="number" data-label="Since the start">
          {one.started_ms === null ? "–" : minutes((one.ended_ms ?? now) - one.started_ms)}
        </td>
        <td class="row-order" data-label="Order">
          <Order trials={one.trials} letters={letters} />
        </td>
        <td class="number row-recorded" data-label="Recorded">
          <span>{count(one.events, "event")}</span> <span>{count(one.answers, "answer")}</span>
        </td>
        <td class="row-notes" data-label="Notes" data-empty={one.notes.length === 0}>
          {one.notes.length > 0 ? count(one.notes.length, "note") : "–"}
        </td>
        <td class="row-action">
          <NextAction participant={one} />
        </td>
      </tr>
      {open && (
        <tr class="row-details" id={details}>
          <td colSpan={COLUMNS.length}>
            <ParticipantDetails participant={one} now={now} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function NextAction({ participant: { participant, state, present } }: { participant: StudyParticipant }) {
  const desk = useDesk();
  const next = nextAction(state);
  if (!next) return null;
  return (
    <Button
      icon={next.icon}
      kind={next.action === "resume" || (next.action === "start" && present) ? "primary" : "plain"}
      aria-keyshortcuts={next.key}
      aria-label={`${next.label} participant ${participant}`}
      onClick={() => void desk.attempt(participant, desk.study.control(participant, next.action))}
    >
      {next.label}
    </Button>
  );
}
