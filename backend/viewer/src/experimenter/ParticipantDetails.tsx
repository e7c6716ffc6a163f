import type { StudyParticipant } from "../protocol/messages.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Icon } from "../ui/Icon.tsx";
import { isOpen } from "./actions.ts";
import { useDesk } from "./desk.ts";
import { Notes } from "./Notes.tsx";
import { ParticipantAddress } from "./ParticipantAddress.tsx";
import { clock } from "./times.ts";
import "./details.css";

/** All that there is of a participant: their address, notes, and what is done rarely. */
export function ParticipantDetails({ participant: one, now }: { participant: StudyParticipant; now: number }) {
  const desk = useDesk();
  const { participant, state, trials } = one;
  const refused = desk.refused.value.get(participant);
  return (
    <div class="details-sheet">
      {refused && <ErrorNote complaint={refused} onDismiss={() => desk.complain(participant, null)} />}
      <section class="details-part" aria-label={`Notes on participant ${participant}`}>
        <h3>Notes</h3>
        <Notes participant={one} now={now} />
      </section>
      <section class="details-part" aria-label={`Session of participant ${participant}`}>
        {isOpen(state) && (
          <>
            <h3>Address</h3>
            <ParticipantAddress participant={one} />
          </>
        )}
        <h3>Session</h3>
        <dl class="details-facts small">
          <Time name="Started" at={one.started_ms} now={now} />
          <Time name={state === "aborted" ? "Aborted" : "Ended"} at={one.ended_ms} now={now} />
          <dt>Order</dt>
          <dd>{trials.map(({ condition, image }) => `${condition} with ${image}`).join(", ")}</dd>
        </dl>
        <div class="details-actions">
          <a class="button" data-kind="plain" data-size="normal" href={`./replay#participant=${participant}`}>
            <Icon name="eye" />
            <span>Look at the session</span>
          </a>
          {isOpen(state) && (
            <Button icon="stop" onClick={() => (desk.asked.value = { what: "abort", participant })}>
              Abort…
            </Button>
          )}
          <Button icon="trash" onClick={() => (desk.asked.value = { what: "forget", participant })}>
            Forget…
          </Button>
        </div>
      </section>
    </div>
  );
}

function Time({ name, at, now }: { name: string; at: number | null; now: number }) {
  if (at === null) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd class="number">{clock(at, now)}</dd>
    </>
  );
}
