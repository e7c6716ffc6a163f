import { opened } from "../state/saved/opened.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";

/** Says that a saved session is open, and when it was saved. */
export function SessionNote() {
  const session = opened.value;
  if (!session) return null;
  const when = new Date(session.saved).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  return (
    <div class="banner" data-kind="session" role="status">
      <Icon name="info" />
      <p>
        <strong>{`Saved session “${session.title}”, ${when}.`}</strong> What was answered then is shown as it was.
        Anything else is asked of the server, where there is one.
      </p>
      <Button icon="close" onClick={() => void close()}>
        Close the session
      </Button>
    </div>
  );
}

async function close(): Promise<void> {
  const { closeSession } = await import("../state/saved/openSession.ts");
  closeSession();
}
