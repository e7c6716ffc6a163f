import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SessionStep } from "../../protocol/messages.ts";
import { Button } from "../../ui/Button.tsx";
import { useVrBriefing } from "../../vr/offer.ts";
import { CalmPage } from "../frame/CalmPage.tsx";
import { useParticipation } from "../session/useParticipation.ts";
import { useSpent } from "../session/useSpent.ts";
import { BreakStep } from "./BreakStep.tsx";
import { ConsentStep } from "./ConsentStep.tsx";
import { conditionOf } from "./condition.ts";
import { finishStep } from "./finishStep.ts";
import { QuestionnaireStep } from "./QuestionnaireStep.tsx";
import { ReferenceStep } from "./ReferenceStep.tsx";
import { SceneStep } from "./SceneStep.tsx";
import { timeOverBriefing } from "./stepBriefing.ts";
import { TIME_OVER } from "./stepWords.ts";

/** How long “the time is over” stands before the session goes on, in milliseconds. */
const GOODBYE = 10_000;

/** What is done at a step. */
export function StepView({ step }: { step: SessionStep }) {
  const { session, at } = useParticipation();
  const { steps } = session.value;
  useEffect(() => {
    document.title = `${step.title} · ${at.peek() + 1} of ${steps.length - 1}`;
  }, [step, at, steps]);
  if (step.limit_minutes === null) return <Content step={step} />;
  return (
    <Limited milliseconds={step.limit_minutes * 60_000}>
      <Content step={step} />
    </Limited>
  );
}

function Content({ step }: { step: SessionStep }) {
  const condition = conditionOf(step, useParticipation().session.value);
  if (step.kind === "consent") return <ConsentStep step={step} />;
  if (step.kind === "questionnaire") return <QuestionnaireStep step={step} />;
  if (step.kind === "break") return <BreakStep step={step} />;
  if (condition?.shows) return <SceneStep step={step} condition={condition} />;
  return <ReferenceStep step={step} condition={condition} />;
}

/** Takes the step away when its time is over. */
function Limited({ milliseconds, children }: { milliseconds: number; children: ComponentChildren }) {
  return useSpent() >= milliseconds ? <TimeIsOver /> : children;
}

function TimeIsOver() {
  const participation = useParticipation();
  const spent = useSpent();
  const [since] = useState(() => participation.clock.spent());
  const left = GOODBYE - (spent - since);
  const over = left <= 0;
  useEffect(() => {
    if (over) finishStep(participation, "time");
  }, [over, participation]);
  const inVr = useMemo(() => timeOverBriefing(() => finishStep(participation, "time")), [participation]);
  useVrBriefing(inVr);
  return (
    <CalmPage
      title={TIME_OVER.title}
      actions={
        <Button kind="primary" size="large" onClick={() => finishStep(participation, "time")}>
          {TIME_OVER.on}
        </Button>
      }
    >
      <p>
        {TIME_OVER.text}
        <span aria-hidden="true" class="number">{` in ${Math.max(1, Math.ceil(left / 1000))} s`}</span>.
      </p>
    </CalmPage>
  );
}
