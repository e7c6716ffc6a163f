import type { FieldProps } from "./field.ts";
import "../../ui/field.css";
import "./textAnswer.css";

/** From so many letters before the limit on, what is left is said. */
const NEAR = 200;

/** An answer in words of one's own. */
export function OpenAnswer({ question, value, labelledBy, faultId, faulty, onChange }: FieldProps) {
  const text = typeof value === "string" ? value : "";
  const left = question.max_length === null ? null : question.max_length - text.length;
  return (
    <>
      <textarea
        class="field-input open-answer"
        rows={3}
        dir="auto"
        maxLength={question.max_length ?? undefined}
        aria-labelledby={labelledBy}
        aria-describedby={faultId}
        aria-required={question.required}
        aria-invalid={faulty}
        value={text}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <p class="small muted letters-left" role="status" lang="en" dir="ltr">
        {left !== null && left <= NEAR ? `${left} letters left` : ""}
      </p>
    </>
  );
}
