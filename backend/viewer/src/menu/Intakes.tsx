import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { dismiss, intakes, retry } from "./intake.ts";
import "./intakes.css";

/** Codes after which the same file may work a second time. */
const WORTH_A_RETRY = new Set(["unreachable", "busy", "body_timeout", "failed"]);

/** Pictures on their way to the server, and why some did not get there. */
export function Intakes() {
  if (intakes.value.length === 0) return null;
  return (
    <div class="intakes">
      {intakes.value.map((intake) =>
        intake.complaint === null ? (
          <p key={intake.id} class="intake" role="status">
            <Spinner label="" size={16} />
            {`Bringing “${intake.title}” to the server…`}
          </p>
        ) : (
          <ErrorNote
            key={intake.id}
            complaint={{ message: `“${intake.title}”: ${intake.complaint.message}`, hint: intake.complaint.hint }}
            onRetry={WORTH_A_RETRY.has(intake.complaint.code) ? () => retry(intake) : undefined}
            onDismiss={() => dismiss(intake.id)}
          />
        ),
      )}
    </div>
  );
}
