import { count } from "../../ui/words.ts";
import { Letter } from "../Letter.tsx";
import { useSideBySide } from "../useSideBySide.ts";
import type { Outcome } from "./pairs.ts";

/** Cells by row, A, and column, B: each keeps its answer or changes it. */
const ROWS: readonly { readonly keeps: boolean; readonly cells: readonly Outcome[] }[] = [
  { keeps: true, cells: ["neither", "b"] },
  { keeps: false, cells: ["a", "both"] },
];

/** How many masks change the answer of one network, of both, or of neither; a cell shows its copies. */
export function OutcomeTable() {
  const { a, b, pools } = useSideBySide();
  const [pairs, outcomes] = [pools.pairs.value ?? [], pools.outcomes.value];
  if (!outcomes) return null;
  const changing = pairs.length - outcomes.neither.length;
  return (
    <section aria-labelledby="same-masks">
      <h3 id="same-masks">The same masks</h3>
      <p>
        {`Of ${count(pairs.length, "mask")} at the same places of the photo, ${changing === 0 ? "none changes an answer" : `${count(changing, "changes", "change")} the answer of a network, ${outcomes.both.length} of these that of both`}.`}
      </p>
      <table class="beside-outcomes number">
        <thead>
          <tr>
            <td />
            {[true, false].map((keeps) => (
              <th key={String(keeps)} scope="col">
                <Letter of={b} /> {didWords(keeps)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ keeps, cells }) => (
            <tr key={String(keeps)}>
              <th scope="row">
                <Letter of={a} /> {didWords(keeps)}
              </th>
              {cells.map((outcome) => (
                <td key={outcome}>
                  <button
                    type="button"
                    class="beside-outcome"
                    data-outcome={outcome}
                    aria-pressed={pools.outcome.value === outcome}
                    aria-label={`${count(outcomes[outcome].length, "mask")}: ${outcomeWords(outcome)}`}
                    onClick={() => {
                      pools.wanted.value = outcome;
                    }}
                  >
                    {outcomes[outcome].length.toLocaleString("en")}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function didWords(keeps: boolean): string {
  return keeps ? "keeps its answer" : "changes it";
}

/** Whose answer the masks of a cell change. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome) {
    case "a":
      return "change the answer of A alone";
    case "b":
      return "change the answer of B alone";
    case "both":
      return "change both answers";
    case "neither":
      return "change neither answer";
  }
}
