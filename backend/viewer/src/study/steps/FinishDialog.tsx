import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { FINISH } from "./stepWords.ts";

interface FinishDialogProps {
  open: boolean;
  what: "task" | "tutorial";
  onClose: () => void;
  onFinish: () => void;
}

/** Asks before a task is left: there is no way back to it. */
export function FinishDialog({ open, what, onClose, onFinish }: FinishDialogProps) {
  return (
    <Dialog
      title={FINISH.title(what)}
      open={open}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{FINISH.no}</Button>
          <Button kind="primary" autofocus onClick={onFinish}>
            {FINISH.yes}
          </Button>
        </>
      }
    >
      <p>{FINISH.text}</p>
    </Dialog>
  );
}
