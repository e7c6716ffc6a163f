import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { NoticeBar } from "../ui/NoticeBar.tsx";
import { say } from "../ui/notice.ts";
import { leaveVr } from "../vr/vrSession.ts";
import { RefusedPage } from "./entry/RefusedPage.tsx";
import { Notes } from "./frame/Notes.tsx";
import { StudyBar } from "./frame/StudyBar.tsx";
import { AbortedPage, PausedPage, WaitingPage } from "./frame/standing.tsx";
import { guardHistory } from "./session/backGuard.ts";
import { followPage } from "./session/followPage.ts";
import type { Participation } from "./session/participation.ts";
import { ParticipationContext } from "./session/useParticipation.ts";
import { hasScenes } from "./steps/condition.ts";
import { EndStep } from "./steps/EndStep.tsx";
import { offersVr } from "./steps/finishStep.ts";
import { StepBoundary } from "./steps/StepBoundary.tsx";
import { StepView } from "./steps/StepView.tsx";

/** A session that is open, wherever it stands. */
export function Session({ participation }: { participation: Participation }) {
  useEffect(() => followPage(participation), [participation]);
  useEffect(fetchAhead, []);
  useEffect(() => guardHistory(() => say("Nothing is lost. To go on, use the buttons of this page.")), []);
  const { session, state, step } = participation;
  const main = useRef<HTMLElement>(null);
  useEffect(() => main.current?.scrollTo(0, 0), [step.value.id]);
  const inHeadset = offersVr(step.value, session.value) && (state.value === "running" || state.value === "paused");
  // Also where another page of the participant went on, or the experimenter ended it.
  useEffect(() => {
    if (!inHeadset) leaveVr();
  }, [inHeadset]);
  // The scenes have a bar of their own.
  const inScenes = state.value === "running" && hasScenes(step.value, session.value);
  return (
    <ParticipationContext.Provider value={participation}>
      <div class="study">
        {!inScenes && <StudyBar />}
        <Notes />
        <main ref={main} class="study-main">
          <Standing participation={participation} />
        </main>
        <NoticeBar />
      </div>
    </ParticipationContext.Provider>
  );
}

function Standing({ participation }: { participation: Participation }) {
  const state = participation.state.value;
  const step = participation.step.value;
  const refusal = participation.refusal.value;
  // What waits behind a pause was begun: one that was never begun has not been seen.
  const begun = useRef<string | null>(null);
  if (state === "running") begun.current = step.id;
  const paused = state === "paused";
  const focused = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    // What had the focus before a pause has it after.
    if (!paused) focused.current?.focus();
  }, [paused]);

  if (refusal) return <RefusedPage complaint={refusal} />;
  if (state === "aborted") return <AbortedPage />;
  if (state === "ended" || step.kind === "end") return <EndStep />;
  if (state === "waiting") return <WaitingPage />;
  return (
    <>
      {begun.current === step.id && (
        <div
          class="study-step"
          inert={paused}
          data-covered={paused}
          onFocusIn={({ target }) => {
            focused.current = target as HTMLElement;
          }}
        >
          <StepBoundary key={step.id}>
            <StepView step={step} />
          </StepBoundary>
        </div>
      )}
      {paused && (
        <div class="study-cover">
          <PausedPage />
        </div>
      )}
    </>
  );
}

/** Fetches the code of the scenes while the participant reads, so that a task does not wait for it, nor for the server. */
function fetchAhead(): void {
  import("./scenes/Scenes.tsx").catch(() => {}); // said where they are shown
}
