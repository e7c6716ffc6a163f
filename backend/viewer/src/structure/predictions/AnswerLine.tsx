import { percent } from "../../ui/words.ts";
import { useStructure } from "../session/useStructure.ts";
import { changeSign, classChanges, pointsText } from "./change.ts";
import "./predictions.css";

/** Classes that have room in a line. */
const SHOWN = 3;

/** The most probable classes in a line, and what masking changed: to be seen while a hand masks the input. */
export function AnswerLine() {
  const { awaited, comparedWith, predictions, status } = useStructure().answers;
  const now = predictions.value;
  if (!now) return <span class="muted small">{status.value.state === "failed" ? "No answer" : "No answer yet"}</span>;
  const comparing = comparedWith.value !== null;
  return (
    <span class="answer-line" data-old={awaited.value}>
      {classChanges(now, comparedWith.value)
        .slice(0, SHOWN)
        .map(({ score, change }, place) => (
          <span key={score.label.index} class="answer-line-class" data-strong={place === 0}>
            <span class="answer-line-name">{score.label.name}</span>
            <span class="number">
              {percent(score.probability)}
              {comparing && (
                <span class="answer-line-change" data-sign={changeSign(change)}>
                  {change === null ? " new" : ` ${pointsText(change)}`}
                </span>
              )}
            </span>
            <span class="probability-track" aria-hidden="true">
              <span class="probability-bar" style={{ width: `${score.probability * 100}%` }} />
            </span>
          </span>
        ))}
    </span>
  );
}
