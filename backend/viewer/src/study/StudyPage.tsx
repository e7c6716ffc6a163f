import { useEffect, useState } from "preact/hooks";
import { token } from "../state/token.ts";
import { Button } from "../ui/Button.tsx";
import { KeyPage } from "./entry/KeyPage.tsx";
import { type Opened as OpenedState, Opening } from "./entry/opening.ts";
import { RefusedPage } from "./entry/RefusedPage.tsx";
import { CalmPage } from "./frame/CalmPage.tsx";
import { Session } from "./Session.tsx";
import "./study.css";

/** A participant's whole page: the session that their key opens. */
export function StudyPage() {
  const key = token.value;
  if (key === null) {
    return (
      <main class="study">
        <KeyPage />
      </main>
    );
  }
  return <Opened key={key} secret={key} />;
}

function Opened({ secret }: { secret: string }) {
  const [opening] = useState(() => new Opening(secret));
  useEffect(() => {
    void opening.start();
    return () => opening.stop();
  }, [opening]);

  const opened = opening.opened.value;
  if (opened.state === "open") return <Session participation={opened.participation} />;
  return <main class="study">{notOpen(opening, opened)}</main>;
}

/** Why there is no session yet. */
function notOpen(opening: Opening, opened: Exclude<OpenedState, { state: "open" }>) {
  if (opened.state === "refused") return <RefusedPage complaint={opened.complaint} />;
  if (opened.state === "opening") return <CalmPage waits title="Opening your session …" />;
  return (
    <CalmPage
      waits
      title="The server does not answer"
      actions={<Button onClick={() => opening.retry()}>Try now</Button>}
    >
      <p>This page goes on by itself as soon as it does. Nothing that you have done is lost.</p>
    </CalmPage>
  );
}
