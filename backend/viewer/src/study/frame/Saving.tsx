import { useParticipation } from "../session/useParticipation.ts";

/** Whether the page can be closed now. */
export function Saving() {
  const { log } = useParticipation();
  return (
    <p role="status">
      {log.unsent.value === 0
        ? "Everything is saved. You can close this page."
        : "What you did last is being saved. Please leave this page open."}
    </p>
  );
}
