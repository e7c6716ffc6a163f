import type { ComputationStep } from "../../protocol/messages.ts";
import { divergingColour } from "../compare/diverging.ts";
import { exactText, mapText } from "./stepWords.ts";

interface TermListProps {
  step: ComputationStep;
  /** Index of the term that is shown in full. */
  chosen: number;
  onChoose: (term: number) => void;
}

/** What each term contributes, the largest first, and the others together. */
export function TermList({ step, chosen, onChoose }: TermListProps) {
  const { terms, sources, term_count, rest } = step;
  const limit = Math.max(...terms.map(({ total }) => Math.abs(total)), Math.abs(rest ?? 0));
  const others = term_count - terms.length;
  const [only] = sources;
  const one = sources.length === 1 && only && !only.is_input && term_count > 1;
  return (
    <div class="computed-terms">
      <h4 class="small muted">{`${rest === null ? "What is read" : "What contributes most"}${one ? `, of ${only.layer ?? only.operation}` : ""}`}</h4>
      <ul>
        {terms.map((term, index) => {
          const source = sources[term.source];
          return (
            <li key={`${term.source} ${term.channel} ${term.top} ${term.left}`}>
              <button
                type="button"
                class="computed-term number"
                aria-pressed={index === chosen}
                onClick={() => onChoose(index)}
              >
                <span class="computed-term-name">
                  {source && !one ? mapText(source, term.channel) : `channel ${term.channel}`}
                </span>
                <Bar value={term.total} limit={limit} />
                <span>{exactText(term.total)}</span>
              </button>
            </li>
          );
        })}
        {others > 0 && rest !== null && (
          <li class="computed-term number">
            <span class="computed-term-name">{`${others} others together`}</span>
            <Bar value={rest} limit={limit} />
            <span>{exactText(rest)}</span>
          </li>
        )}
      </ul>
    </div>
  );
}

function Bar({ value, limit }: { value: number; limit: number }) {
  const share = limit > 0 ? Math.abs(value) / limit : 0;
  const [red, green, blue] = divergingColour(value < 0 ? -0.7 : 0.7);
  return (
    <span class="computed-bar" aria-hidden="true">
      <span
        style={{
          width: `${50 * share}%`,
          [value < 0 ? "right" : "left"]: "50%",
          background: `rgb(${red} ${green} ${blue})`,
        }}
      />
    </span>
  );
}
