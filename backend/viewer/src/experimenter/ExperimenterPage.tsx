import { useEffect, useMemo } from "preact/hooks";
import { token } from "../state/token.ts";
import { Button } from "../ui/Button.tsx";
import { NoticeBar } from "../ui/NoticeBar.tsx";
import { PageBar } from "../ui/PageBar.tsx";
import { useKeys } from "../ui/useKeys.ts";
import { count } from "../ui/words.ts";
import { AskedDialog } from "./AskedDialog.tsx";
import { Away } from "./Away.tsx";
import { Desk, DeskContext, useDesk } from "./desk.ts";
import type { LiveStudy } from "./liveStudy.ts";
import { NextStep } from "./NextStep.tsx";
import { ParticipantTable } from "./ParticipantTable.tsx";
import { takeKey } from "./pageKeys.ts";
import { Refusal, Waiting } from "./Refusal.tsx";
import "./experimenter.css";

/** The experimenter's page: the participants of a study, live, and what can be done with each. */
export function ExperimenterPage({ study }: { study: LiveStudy }) {
  const desk = useMemo(() => new Desk(study), [study]);
  useEffect(() => study.follow(), [study]);
  useKeys((event) => takeKey(desk, event));
  // One that was given in the address of a tab which shows the page already.
  useEffect(() => void (token.value !== null && study.complaint.peek() && study.askNow()), [token.value]);
  return (
    <DeskContext.Provider value={desk}>
      <div class="experimenter">
        <Bar />
        <Away />
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
  const refused = complaint && (!now || complaint.code === "unauthorized" || complaint.code === "no_study");
  if (refused) return <Refusal complaint={complaint} onRetry={() => study.askNow()} />;
  if (!now) return <Waiting what="the study" />;
  return (
    <>
      <NextStep overview={now} />
      <ParticipantTable overview={now} />
    </>
  );
}
