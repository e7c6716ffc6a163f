import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Complaint } from "../protocol/complaint.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { KeysDialog } from "../ui/KeysDialog.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { count } from "../ui/words.ts";
import { useDesk } from "./desk.ts";
import { MAX_NEW_PARTICIPANTS } from "./liveStudy.ts";
import { KEYS } from "./pageKeys.ts";

/** What is asked before something that cannot be undone, and the list of keys; nothing while nothing is asked. */
export function AskedDialog() {
  const asked = useDesk().asked.value;
  if (!asked) return null;
  if (!("participant" in asked)) return asked.what === "keys" ? <Keys /> : <Add />;
  return asked.what === "abort" ? <Abort {...asked} /> : <Forget {...asked} />;
}

interface About {
  participant: number;
}

function Abort({ participant }: About) {
  const { study } = useDesk();
  return (
    <Sure
      title={`Abort the session of participant ${participant}?`}
      yes="Abort for good"
      danger
      act={() => study.control(participant, "abort")}
    >
      <p>
        They cannot go on, now or later; their page says so and thanks them. What was recorded stays, marked as aborted.
      </p>
      <p class="muted">To let them rest, pause the session instead.</p>
    </Sure>
  );
}

function Forget({ participant }: About) {
  const { study } = useDesk();
  return (
    <Sure
      title={`Forget participant ${participant}?`}
      yes="Erase everything"
      danger
      act={() => study.forget(participant)}
    >
      <p>
        All that they did and answered, your notes on them, and their address are erased from the records, and no byte
        of it is left in the file. It cannot be undone. Their number is never given again; their order goes to the next
        participant who comes.
      </p>
      <p class="muted">
        Beyond its reach: backups, exports and reports that were made before, what their own browser or app still keeps,
        and what disks keep by themselves.
      </p>
    </Sure>
  );
}

function Add() {
  const { study } = useDesk();
  const [number, setNumber] = useState(1);
  return (
    <Sure title="Add participants" yes={`Add ${count(number, "participant")}`} act={() => study.add(number)}>
      <NumberField label="How many" value={number} min={1} max={MAX_NEW_PARTICIPANTS} onChange={setNumber} />
      <p class="muted">Each gets the next number, the next order, and an address.</p>
    </Sure>
  );
}

interface SureProps {
  title: string;
  /** What is done, on its button. */
  yes: string;
  /** Whether it cannot be undone. */
  danger?: boolean;
  act: () => Promise<void>;
  children: ComponentChildren;
}

/** Does something only where the experimenter says so, and says why where the server would not. */
function Sure({ title, yes, danger = false, act, children }: SureProps) {
  const desk = useDesk();
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<Complaint | null>(null);
  const close = () => {
    desk.asked.value = null;
  };
  const go = async () => {
    setBusy(true);
    try {
      await act();
      close();
    } catch (error) {
      setComplaint(Complaint.of(error));
      setBusy(false);
    }
  };
  const foot = (
    <>
      <Button onClick={close}>Cancel</Button>
      <Button kind="primary" class={danger ? "sure-danger" : ""} disabled={busy} onClick={() => void go()}>
        {yes}
      </Button>
    </>
  );
  return (
    <Dialog title={title} open onClose={close} foot={foot} class="sure">
      {children}
      {complaint && <ErrorNote complaint={complaint} />}
    </Dialog>
  );
}

function Keys() {
  const desk = useDesk();
  return (
    <KeysDialog open onClose={() => (desk.asked.value = null)} keys={KEYS}>
      <p class="small muted">
        Letters count while the focus is in a participant’s row, but for J and the question mark.
      </p>
    </KeysDialog>
  );
}
