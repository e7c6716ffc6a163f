import { useId } from "preact/hooks";
import type { SessionQuestion, SessionStep } from "../../protocol/messages.ts";
import { useParticipation } from "../session/useParticipation.ts";
import { AnswerField } from "./AnswerField.tsx";
import { aboutOf, type QuestionGroup } from "./groups.ts";
import { useShown } from "./useShown.ts";
import "./questionCard.css";

interface QuestionCardProps {
  step: SessionStep;
  group: QuestionGroup;
  /** What is wrong with answers, by the question's name. */
  faults: ReadonlyMap<string, string>;
}

/** A question with its answer; where it is asked of several conditions or images, with one for each. */
export function QuestionCard({ step, group, faults }: QuestionCardProps) {
  const id = useId();
  const { session } = useParticipation();
  const optional = group.questions.every(({ required }) => !required);
  return (
    <section class="question-card" lang={session.value.language} aria-labelledby={id}>
      <h2 id={id} class="question-text" dir="auto">
        {group.text}
        {optional && (
          <span class="question-optional" lang="en">
            {" "}
            (if you like)
          </span>
        )}
      </h2>
      {group.questions.map((question) => (
        <OneAnswer
          key={question.item}
          step={step}
          question={question}
          heading={id}
          about={aboutOf(question, session.value, step)}
          fault={faults.get(question.item) ?? null}
        />
      ))}
    </section>
  );
}

interface OneAnswerProps {
  step: SessionStep;
  question: SessionQuestion;
  /** The id of the element with the question's words. */
  heading: string;
  about: string | null;
  fault: string | null;
}

function OneAnswer({ step, question, heading, about, fault }: OneAnswerProps) {
  const id = useId();
  const { answers } = useParticipation();
  const place = useShown(question.item, step.id, answers);
  return (
    <div ref={place} class="question-answer" data-item={question.item}>
      {about && (
        <h3 id={id} class="question-about" dir="auto">
          {about}
        </h3>
      )}
      <AnswerField
        question={question}
        value={answers.values.value[question.item]}
        labelledBy={about ? `${heading} ${id}` : heading}
        faultId={`${id}-fault`}
        faulty={fault !== null}
        onChange={(value) => answers.change(question.item, value, step.id)}
      />
      <p id={`${id}-fault`} class="fault" lang="en" dir="ltr">
        {fault}
      </p>
    </div>
  );
}
