import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import "./note.css";

/** What a note shows of a Complaint: its message for the person and the next step. */
export interface Complained {
  message: string;
  hint: string | null;
}

interface ErrorNoteProps {
  complaint: Complained;
  onRetry?: (() => void) | undefined;
  /** Adds a button that puts the note away. */
  onDismiss?: (() => void) | undefined;
}

/** Something went wrong: what, and what to do. Read aloud when it appears. */
export function ErrorNote({ complaint, onRetry, onDismiss }: ErrorNoteProps) {
  return (
    <div class="error-note" role="alert">
      <Icon name="warning" />
      <div class="error-words">
        <p>{complaint.message}</p>
        {complaint.hint && <p class="error-hint">{complaint.hint}</p>}
        {(onRetry || onDismiss) && (
          <div class="error-actions">
            {onRetry && (
              <Button icon="retry" onClick={onRetry}>
                Try again
              </Button>
            )}
            {onDismiss && (
              <Button kind="quiet" onClick={onDismiss}>
                Dismiss
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
