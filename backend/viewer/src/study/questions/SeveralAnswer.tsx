import { chosen, isOther } from "./answer.ts";
import type { FieldProps } from "./field.ts";
import { OtherWords } from "./OtherWords.tsx";
import "./choiceAnswer.css";

/** Any number of several answers. */
export function SeveralAnswer({ question, value, labelledBy, faultId, onChange }: FieldProps) {
  const all = chosen(value);
  const other = all.find(isOther)?.other ?? null;
  const listed = all.filter((one) => !isOther(one));
  const give = (ids: readonly unknown[], words: string | null) => {
    // In the order of the question, whatever was ticked first.
    const ordered = question.choices.map(({ id }) => id).filter((id) => ids.includes(id));
    onChange([...ordered, ...(words === null ? [] : [{ other: words }])]);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: what names it is elsewhere, and stands there once for several groups
    <div class="choices" role="group" aria-labelledby={labelledBy} aria-describedby={faultId}>
      {question.choices.map(({ id, text }) => (
        <label key={id} class="choice">
          <input
            type="checkbox"
            checked={listed.includes(id)}
            onChange={({ currentTarget: { checked } }) =>
              give(checked ? [...listed, id] : listed.filter((one) => one !== id), other)
            }
          />
          <span dir="auto">{text}</span>
        </label>
      ))}
      {question.other !== null && (
        <>
          <label class="choice">
            <input
              type="checkbox"
              checked={other !== null}
              onChange={({ currentTarget: { checked } }) => give(listed, checked ? "" : null)}
            />
            <span dir="auto">{question.other}</span>
          </label>
          {other !== null && (
            <OtherWords label={question.other} words={other} onInput={(words) => give(listed, words)} />
          )}
        </>
      )}
    </div>
  );
}
