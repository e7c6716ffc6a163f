import type { StudyOverview } from "../protocol/messages.ts";
import { Letters } from "./Order.tsx";
import { lettersOf } from "./order.ts";
import { COLUMNS, ParticipantRow } from "./ParticipantRow.tsx";
import "./table.css";

/** All participants by number, each with what can be done. */
export function ParticipantTable({ overview }: { overview: StudyOverview }) {
  const { participants, now_ms } = overview;
  if (participants.length === 0) return null;
  const letters = lettersOf(participants);
  return (
    <section class="participants" aria-label="Participants">
      <table class="table">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        {participants.map((one) => (
          <ParticipantRow key={one.participant} participant={one} now={now_ms} letters={letters} />
        ))}
      </table>
      <Letters letters={letters} />
    </section>
  );
}
