import { useEffect, useState } from "preact/hooks";
import { Complaint } from "../protocol/complaint.ts";
import { saveFile } from "../state/download.ts";
import { keepTyped, token } from "../state/token.ts";
import { Button } from "../ui/Button.tsx";
import { Page } from "../ui/Page.tsx";
import { PageBar } from "../ui/PageBar.tsx";
import { TokenForm } from "../ui/TokenForm.tsx";
import { type ApiDocument, fetchDocument } from "./apiDocument.ts";
import { SwaggerUi } from "./SwaggerUi.tsx";
import "./docs.css";

/** The API of this server, to read and to try. */
export function DocsPage() {
  const [described, setDescribed] = useState<ApiDocument | null>(null);
  const [complaint, setComplaint] = useState<Complaint | null>(null);
  const [asking, setAsking] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const given = token.value;

  useEffect(() => {
    const stop = new AbortController();
    setAsking(true);
    fetchDocument(stop.signal)
      .then(setDescribed, (error) => stop.signal.aborted || setComplaint(Complaint.of(error)))
      .finally(() => stop.signal.aborted || setAsking(false));
    return () => stop.abort();
  }, [given, attempt]);

  const retry = () => setAttempt(attempt + 1);
  const giveToken = (text: string) => {
    const wrong = keepTyped(text);
    if (wrong) setComplaint(wrong);
    else retry();
  };
  const Content = described ? "div" : "main"; // Swagger UI has a main of its own
  return (
    <div class="docs">
      <PageBar home="./">
        {described && (
          <Button icon="download" onClick={() => save(described)}>
            openapi.json
          </Button>
        )}
      </PageBar>
      <Content class="docs-main">
        {described ? (
          <SwaggerUi document={described} />
        ) : complaint?.code === "unauthorized" ? (
          <TokenForm wanted={!asking} complaint={complaint} onToken={giveToken} />
        ) : (
          complaint && <Unreachable complaint={complaint} onRetry={retry} />
        )}
      </Content>
    </div>
  );
}

function Unreachable({ complaint, onRetry }: { complaint: Complaint; onRetry: () => void }) {
  return (
    <Page
      icon="warning"
      kind="danger"
      title="The API cannot be shown"
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

function save(described: ApiDocument): void {
  saveFile(new Blob([JSON.stringify(described, null, 1)], { type: "application/json" }), "openapi.json");
}
