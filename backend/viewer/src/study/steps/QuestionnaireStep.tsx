import { useRef, useState } from "preact/hooks";
import type { SessionStep } from "../../protocol/messages.ts";
import { Button } from "../../ui/Button.tsx";
import { count } from "../../ui/words.ts";
import { faultOf } from "../questions/answer.ts";
import { groupsOf } from "../questions/groups.ts";
import { QuestionCard } from "../questions/QuestionCard.tsx";
import { useParticipation } from "../session/useParticipation.ts";
import { conditionOf, imageOf } from "./condition.ts";
import { ReadingPage } from "./ReadingPage.tsx";

/** What can hold an answer, or have the focus for a question. */
const CONTROL = "input, textarea";

/** Questions, all on one page; whoever goes on without an answer that must be there is led to it. */
export function QuestionnaireStep({ step }: { step: SessionStep }) {
  const participation = useParticipation();
  const { answers, session } = participation;
  const root = useRef<HTMLDivElement>(null);
  const [tried, setTried] = useState(false);
  const values = answers.values.value;
  const faults = new Map(
    step.questions.flatMap((question) => {
      const fault = faultOf(question, values[question.item]);
      return fault === null ? [] : [[question.item, fault] as const];
    }),
  );
  const goOn = () => {
    const first = step.questions.find(({ item }) => faults.has(item));
    if (first === undefined) return participation.finish();
    setTried(true);
    const control = root.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(first.item)}"]`);
    control?.querySelector<HTMLElement>(CONTROL)?.focus();
    control?.scrollIntoView({ block: "center" });
  };
  const about = [conditionOf(step, session.value), step.image === null ? null : imageOf(step, session.value)]
    .map((one) => one?.title)
    .filter((title) => title !== undefined && title !== step.title)
    .join(" · ");
  return (
    <ReadingPage
      step={step}
      about={about}
      actions={
        <>
          <Button kind="primary" size="large" onClick={goOn}>
            Go on
          </Button>
          <p class="fault questions-left" role="alert" dir="ltr">
            {tried && faults.size > 0 ? `${count(faults.size, "question needs", "questions need")} an answer.` : ""}
          </p>
        </>
      }
    >
      <div ref={root} class="questions">
        {groupsOf(step.questions).map((group) => (
          <QuestionCard key={group.questions[0]?.item} step={step} group={group} faults={tried ? faults : NO_FAULTS} />
        ))}
      </div>
    </ReadingPage>
  );
}

const NO_FAULTS: ReadonlyMap<string, string> = new Map();
