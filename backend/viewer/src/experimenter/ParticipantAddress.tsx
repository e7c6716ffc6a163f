import { useId, useRef } from "preact/hooks";
import type { StudyParticipant } from "../protocol/messages.ts";
import { Button } from "../ui/Button.tsx";
import { addressOf, isLocal } from "./actions.ts";
import { useDesk } from "./desk.ts";
import "../ui/field.css";

/** The address that opens a participant's session, to be copied. */
export function ParticipantAddress({ participant }: { participant: StudyParticipant }) {
  const desk = useDesk();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const address = addressOf(participant, location.href);
  const copy = async () => {
    if (!(await desk.copyAddress(participant.participant))) input.current?.select();
  };
  return (
    <div class="address">
      <label class="unseen" for={id}>
        Address of participant {participant.participant}
      </label>
      <input
        ref={input}
        id={id}
        class="field-input address-input"
        readOnly
        value={address}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button icon="copy" onClick={copy}>
        Copy
      </Button>
      {isLocal(address) && (
        <p class="field-note">
          It opens on this computer alone. For other devices, run the study with <code>--host 0.0.0.0</code> and open
          this page by the address that it prints for the network.
        </p>
      )}
    </div>
  );
}
