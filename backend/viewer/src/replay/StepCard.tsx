import type { SessionCondition, SessionQuestion, SessionStep } from "../protocol/messages.ts";
import { answerKey, type Moment } from "./moment.ts";

interface CardProps {
  step: SessionStep | null;
  condition: SessionCondition | null;
  moment: Moment;
}

/** A step outside of the scenes: what was read, and the answers as they stood. */
export function StepCard({ step, condition, moment }: CardProps) {
  if (!step) return <div class="step-card-place" />;
  return (
    <div class="step-card-place">
      <article class="step-card">
        <h2>{step.title}</h2>
        {moment.reference && (
          <p class="standing-flag">{condition?.address ?? condition?.program.join(" ") ?? "The reference"} is open</p>
        )}
        {step.text
          .split(/\n{2,}/)
          .filter(Boolean)
          .map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        {step.questions.length > 0 && (
          <ol class="step-questions">
            {step.questions.map((question) => {
              const value = moment.answers.get(answerKey(step.id, question.item));
              const isLatest = moment.event?.content.item === question.item;
              return (
                <li key={question.item} data-latest={isLatest}>
                  <p>{question.text}</p>
                  <p class="step-answer" data-given={value !== undefined && value !== null}>
                    {answerText(question, value)}
                  </p>
                </li>
              );
            })}
          </ol>
        )}
      </article>
    </div>
  );
}

/** An answer as the participant read it. */
export function answerText(question: SessionQuestion, value: unknown): string {
  if (value === undefined || value === null) return "No answer yet";
  if (Array.isArray(value)) return value.map((each) => choiceText(question, each)).join(", ") || "None of them";
  if (question.kind === "scale" && typeof value === "number") return scaleText(question, value);
  return question.choices.length > 0 ? choiceText(question, value) : String(value);
}

function choiceText({ choices, other }: SessionQuestion, value: unknown): string {
  if (typeof value === "object" && value !== null) {
    return `${other ?? "Other"}: ${(value as { other?: string }).other ?? ""}`;
  }
  return choices.find(({ id }) => id === value)?.text ?? String(value);
}

function scaleText({ min, max, step, low, high, labels }: SessionQuestion, value: number): string {
  const label = labels[(value - (min ?? 0)) / (step ?? 1)] ?? (value === min ? low : value === max ? high : null);
  return `${value} of ${min} to ${max}${label ? `, ${label}` : ""}`;
}
