import { PROTOCOL_VERSION } from "../protocol/messages.ts";
import { connection, retryNow } from "../state/connection.ts";
import { Button } from "../ui/Button.tsx";
import { Page } from "../ui/Page.tsx";

/** The server answers and will not serve this page: why, and what to do. */
export function RefusedPage() {
  const { complaint } = connection.value;
  const mismatch = complaint?.code === "protocol_mismatch";
  return (
    <Page
      icon="warning"
      kind="danger"
      title={mismatch ? "This page and the server do not fit together" : "The server refuses this page"}
      actions={
        <>
          <Button kind="primary" icon="retry" onClick={() => location.reload()}>
            Reload the page
          </Button>
          <Button onClick={retryNow}>Try again</Button>
        </>
      }
    >
      <p>{complaint?.message ?? "It gave no reason."}</p>
      {complaint?.hint && <p class="muted">{complaint.hint}</p>}
      {mismatch && <p class="muted small">This page speaks version {PROTOCOL_VERSION} of the protocol.</p>}
    </Page>
  );
}
