import type { SessionStep } from "../../protocol/messages.ts";
import { Button } from "../../ui/Button.tsx";
import { CalmPage } from "../frame/CalmPage.tsx";
import { clockTime } from "../session/times.ts";
import { useParticipation } from "../session/useParticipation.ts";
import { useSpent } from "../session/useSpent.ts";
import { StudyText } from "./StudyText.tsx";

/** A rest, with a clock; the participant ends it. */
export function BreakStep({ step }: { step: SessionStep }) {
  const participation = useParticipation();
  const left = step.minutes * 60_000 - useSpent();
  const over = left <= 0;
  return (
    <CalmPage
      title={step.title}
      actions={
        <Button kind={over ? "primary" : "plain"} size="large" onClick={() => participation.finish()}>
          Go on
        </Button>
      }
    >
      <StudyText text={step.text} />
      <p class="break-clock number" role="timer" aria-label="Left of the break">
        {clockTime(left)}
      </p>
      <p role="status">
        {over ? "The break is over. Go on when you are ready." : "Rest a little. You can go on before, if you like."}
      </p>
    </CalmPage>
  );
}
