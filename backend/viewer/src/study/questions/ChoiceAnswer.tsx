import { useId } from "preact/hooks";
import { isOther } from "./answer.ts";
import { ClearAnswer } from "./ClearAnswer.tsx";
import type { FieldProps } from "./field.ts";
import { OtherWords } from "./OtherWords.tsx";
import "./choiceAnswer.css";

/** One of several answers. */
export function ChoiceAnswer({ question, value, labelledBy, faultId, faulty, onChange }: FieldProps) {
  const name = useId();
  const other = isOther(value) ? value.other : null;
  return (
    <div
      class="choices"
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={faultId}
      aria-required={question.required}
      aria-invalid={faulty}
    >
      {question.choices.map(({ id, text }) => (
        <label key={id} class="choice">
          <input type="radio" name={name} checked={value === id} onChange={() => onChange(id)} />
          <span dir="auto">{text}</span>
        </label>
      ))}
      {question.other !== null && (
        <>
          <label class="choice">
            <input type="radio" name={name} checked={other !== null} onChange={() => onChange({ other: "" })} />
            <span dir="auto">{question.other}</span>
          </label>
          {other !== null && (
            <OtherWords label={question.other} words={other} onInput={(words) => onChange({ other: words })} />
          )}
        </>
      )}
      <ClearAnswer question={question} value={value} onChange={onChange} />
    </div>
  );
}
