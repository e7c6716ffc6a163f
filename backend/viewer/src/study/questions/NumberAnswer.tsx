import { useState } from "preact/hooks";
import type { FieldProps } from "./field.ts";
import "../../ui/field.css";
import "./textAnswer.css";

/** A number, typed; a comma will do for the point. */
export function NumberAnswer({ question, value, labelledBy, faultId, faulty, onChange }: FieldProps) {
  const [typed, setTyped] = useState(() => (value == null ? "" : String(value)));
  const take = (text: string) => {
    setTyped(text);
    const number = Number(text.trim().replace(",", "."));
    // What is no number is an answer too until the participant goes on, and told to be none then.
    onChange(text.trim() === "" ? null : Number.isFinite(number) ? number : text);
  };
  return (
    <input
      class="field-input number-answer"
      type="text"
      inputMode={question.step === 1 ? "numeric" : "decimal"}
      autocomplete="off"
      aria-labelledby={labelledBy}
      aria-describedby={faultId}
      aria-required={question.required}
      aria-invalid={faulty}
      value={typed}
      onInput={(event) => take(event.currentTarget.value)}
    />
  );
}
