import type { ComponentChildren } from "preact";
import { Dialog } from "./Dialog.tsx";
import "./keysDialog.css";

interface KeysDialogProps {
  open: boolean;
  onClose: () => void;
  keys: readonly { keys: string; does: string }[];
  /** What else is to be said. */
  children?: ComponentChildren;
}

/** What the keys of a page do. */
export function KeysDialog({ open, onClose, keys, children }: KeysDialogProps) {
  return (
    <Dialog title="Keys" open={open} onClose={onClose}>
      <dl class="keys">
        {keys.map(({ keys: key, does }) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      {children}
    </Dialog>
  );
}
