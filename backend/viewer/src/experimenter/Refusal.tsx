import { useState } from "preact/hooks";
import type { Complaint } from "../protocol/complaint.ts";
import { keepTyped } from "../state/token.ts";
import { Button } from "../ui/Button.tsx";
import { Page } from "../ui/Page.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { TokenForm } from "../ui/TokenForm.tsx";

interface RefusalProps {
  complaint: Complaint;
  /** Asks again, with the token that was given where one was. */
  onRetry: () => void;
}

/** Why there is nothing to show, and what to do: to give the token, to start a study, to try again. */
export function Refusal({ complaint, onRetry }: RefusalProps) {
  if (complaint.code === "unauthorized") return <Token complaint={complaint} onRetry={onRetry} />;
  if (complaint.code === "no_study") return <NoStudy complaint={complaint} />;
  return (
    <Page
      icon="offline"
      kind="danger"
      title="The study cannot be shown"
      actions={
        <Button kind="primary" icon="retry" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <p>{complaint.message}</p>
      {complaint.hint && <p class="muted">{complaint.hint}</p>}
    </Page>
  );
}

function Token({ complaint, onRetry }: RefusalProps) {
  // What could be no token, so that the server was not asked.
  const [mistyped, setMistyped] = useState<Complaint | null>(null);
  const give = (text: string) => {
    const wrong = keepTyped(text);
    setMistyped(wrong);
    if (!wrong) onRetry();
  };
  return <TokenForm wanted complaint={mistyped ?? complaint} onToken={give} />;
}

function NoStudy({ complaint }: { complaint: Complaint }) {
  return (
    <Page icon="info" title="This server conducts no study">
      <p>
        The experimenter’s page is there while a study is conducted. Start one where the server runs:
        <br />
        <code>tetrascope study run study.toml</code>
      </p>
      <p class="muted small">{complaint.message}</p>
    </Page>
  );
}

/** What is there until the first answer. */
export function Waiting({ what }: { what: string }) {
  return (
    <div class="page">
      <div class="page-wait">
        <Spinner label="" />
        {`Asking for ${what}…`}
      </div>
    </div>
  );
}
