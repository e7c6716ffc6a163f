import { useId } from "preact/hooks";
import { ClearAnswer } from "./ClearAnswer.tsx";
import type { FieldProps } from "./field.ts";
import "./scaleAnswer.css";

/** From so many points on they stand closer. */
const MANY = 12;
/** Letters of names that stand beside each other. */
const SHORT = 14;

/** A rating: all points of the scale, each a button of one's own, with what its ends mean. */
export function ScaleAnswer({ question, value, labelledBy, faultId, faulty, onChange }: FieldProps) {
  const name = useId();
  const points = pointsOf(question);
  const named = question.labels.length > 0;
  const short = question.labels.every((label) => label.length <= SHORT);
  return (
    <div
      class="scale"
      data-named={named && (short ? "short" : "long")}
      data-many={points.length >= MANY}
      role="radiogroup"
      aria-labelledby={labelledBy}
      aria-describedby={faultId}
      aria-required={question.required}
      aria-invalid={faulty}
    >
      {!named && question.low && (
        <span class="scale-low" dir="auto" aria-hidden="true">
          {question.low}
        </span>
      )}
      <div class="scale-points">
        {points.map((point, place) => (
          <label key={point} class={named ? "choice" : "scale-point"}>
            <input type="radio" name={name} checked={value === point} onChange={() => onChange(point)} />
            {named ? (
              <span dir="auto">{question.labels[place]}</span>
            ) : (
              <span>
                {point}
                <Meaning text={place === 0 ? question.low : place === points.length - 1 ? question.high : null} />
              </span>
            )}
          </label>
        ))}
      </div>
      {!named && question.high && (
        <span class="scale-high" dir="auto" aria-hidden="true">
          {question.high}
        </span>
      )}
      <ClearAnswer question={question} value={value} onChange={onChange} />
    </div>
  );
}

function Meaning({ text }: { text: string | null }) {
  return text ? <span class="unseen">{`, ${text}`}</span> : null;
}

/** The numbers of a scale, from the lowest to the highest. */
function pointsOf({ min, max, step }: FieldProps["question"]): number[] {
  const [low, high, by] = [min ?? 1, max ?? 5, step ?? 1];
  return Array.from({ length: Math.floor((high - low) / by) + 1 }, (_, place) => low + place * by);
}
