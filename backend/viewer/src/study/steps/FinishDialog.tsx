import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";

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
      title={`Finish this ${what}?`}
      open={open}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button kind="primary" autofocus onClick={onFinish}>
            Finish
          </Button>
        </>
      }
    >
      <p>{`You cannot come back to it.`}</p>
    </Dialog>
  );
}
