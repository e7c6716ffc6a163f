import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import type { Beginning } from "./useBeginning.ts";

interface BeginFootProps {
  beginning: Beginning;
  label: string;
  disabled: boolean;
}

/** The end of a form that begins a run: what went wrong, and the buttons. */
export function BeginFoot({ beginning: { sending, complaint, close }, label, disabled }: BeginFootProps) {
  return (
    <>
      {complaint.value && <ErrorNote complaint={complaint.value} />}
      {sending.value && <p class="small muted">It goes on if you close this, and then stands under Runs.</p>}
      <div class="begin-foot">
        <Button onClick={close}>{sending.value ? "Close" : "Cancel"}</Button>
        <Button kind="primary" type="submit" icon="play" disabled={sending.value || disabled}>
          {sending.value ? "Beginning …" : label}
        </Button>
      </div>
    </>
  );
}
