import { useEffect, useMemo } from "preact/hooks";
import type { Complaint } from "../protocol/complaint.ts";
import { keepTyped, token } from "../state/token.ts";
import { Button } from "../ui/Button.tsx";
import { NoticeBar } from "../ui/NoticeBar.tsx";
import { Page } from "../ui/Page.tsx";
import { PageBar } from "../ui/PageBar.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { TokenForm } from "../ui/TokenForm.tsx";
import { count } from "../ui/words.ts";
import { AskedDialog } from "./AskedDialog.tsx";
import { Away } from "./Away.tsx";
import { Desk, DeskContext, useDesk } from "./desk.ts";
import type { LiveStudy } from "./liveStudy.ts";
import { NextStep } from "./NextStep.tsx";
import { ParticipantTable } from "./ParticipantTable.tsx";
import { listenToKeys } from "./pageKeys.ts";
import "./experimenter.css";

/** The experimenter's page: the participants of a study, live, and what can be done with each. */
export function ExperimenterPage({ study }: { study: LiveStudy }) {
  const desk = useMemo(() => new Desk(study), [study]);
  useEffect(() => study.follow(), [study]);
  useEffect(() => listenToKeys(desk), [desk]);
  // One that was given in the address of a tab which shows the page already.
  useEffect(() => void (token.value !== null && study.complaint.peek() && study.askNow()), [token.value]);
  return (
    <DeskContext.Provider value={desk}>
      <div class="experimenter">
        <Bar />
        <main class="experimenter-main" tabIndex={-1}>
          <Content />
        </main>
        <AskedDialog />
        <NoticeBar />
      </div>
    </DeskContext.Provider>
  );
}

function Bar() {
  const desk = useDesk();
  const now = desk.study.overview.value;
  useEffect(() => {
    document.title = now ? `${now.title} · Tetrascope` : "Study · Tetrascope";
  }, [now?.title]);
  if (!now) return <PageBar home="./experimenter" />;
  return (
    <PageBar
      home="./experimenter"
      title={
        <>
          <h1 class="experimenter-title">{now.title}</h1>
          <p class="small muted number">{summary(now)}</p>
        </>
      }
    >
      <Button icon="keyboard" kind="quiet" onClick={() => (desk.asked.value = { what: "keys" })}>
        Keys
      </Button>
      <Button icon="plus" onClick={() => (desk.asked.value = { what: "add" })}>
        Add participants
      </Button>
    </PageBar>
  );
}

/** How many there are, and how they stand. */
function summary({ participants, planned }: NonNullable<LiveStudy["overview"]["value"]>): string {
  const words = { waiting: "waiting", running: "running", paused: "paused", ended: "done", aborted: "aborted" };
  const states = Object.entries(words).flatMap(([state, word]) => {
    const number = participants.filter((one) => one.state === state).length;
    return number ? `${number} ${word}` : [];
  });
  const all = `${count(participants.length, "participant")}${participants.length === planned ? "" : ` of ${planned} planned`}`;
  return [all, ...states].join(" · ");
}

function Content() {
  const { study } = useDesk();
  const [now, complaint] = [study.overview.value, study.complaint.value];
  if (complaint?.code === "unauthorized") return <Token complaint={complaint} />;
  if (complaint?.code === "no_study") return <NoStudy complaint={complaint} />;
  if (!now) return complaint ? <Unreachable complaint={complaint} /> : <Waiting />;
  return (
    <>
      <Away />
      <NextStep overview={now} />
      <ParticipantTable overview={now} />
    </>
  );
}

function Token({ complaint }: { complaint: Complaint }) {
  const { study } = useDesk();
  const give = (text: string) => {
    const wrong = keepTyped(text);
    if (wrong) study.complaint.value = wrong;
    else study.askNow();
  };
  // A token is being tried while nothing newer has come of it.
  return <TokenForm wanted complaint={complaint} onToken={give} />;
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

function Unreachable({ complaint }: { complaint: Complaint }) {
  const { study } = useDesk();
  return (
    <Page
      icon="offline"
      kind="danger"
      title="The study cannot be shown"
      actions={
        <Button kind="primary" icon="retry" onClick={() => study.askNow()}>
          Try again
        </Button>
      }
    >
      <p>{complaint.message}</p>
      {complaint.hint && <p class="muted">{complaint.hint}</p>}
    </Page>
  );
}

function Waiting() {
  return (
    <div class="page">
      <div class="page-wait">
        <Spinner label="" />
        Asking for the study…
      </div>
    </div>
  );
}
