import type { ClassLabel, Predictions } from "../protocol/messages.ts";
import { changeSign, pointsText } from "../structure/predictions/change.ts";
import { ClassName } from "../ui/ClassName.tsx";
import { Panel } from "../ui/Panel.tsx";
import { RandomWeights } from "../ui/RandomWeights.tsx";
import { atMostPercent, count, percent } from "../ui/words.ts";
import { classesBeside, isSameLabel, type LabelSets, type Said, sharedClasses } from "./answersBeside.ts";
import { Letter } from "./Letter.tsx";
import { PairTable } from "./PairTable.tsx";
import type { Side } from "./sideBySide.ts";
import { useSideBySide } from "./useSideBySide.ts";
import "../structure/predictions/predictions.css";

/** What both networks answer, beside each other. */
export function AnswersPanel() {
  const { a, b, labels, otherId } = useSideBySide();
  const [one, two, how] = [a.answers.predictions.value, b.answers.predictions.value, labels.value];
  return (
    <Panel title="What both answer" help="two-networks">
      {[a, b].map(({ letter, subject }) => (
        <RandomWeights key={letter} source={subject.network.value?.summary.weights.source} />
      ))}
      {one && two && how ? (
        <Compared one={one} two={two} labels={how} />
      ) : (
        <p class="small muted">{waitWords(otherId.value !== null, one !== null || two !== null)}</p>
      )}
    </Panel>
  );
}

function waitWords(comparing: boolean, begun: boolean): string {
  if (!comparing) return "There is no other network to compare with.";
  return begun ? "The other network is still looking …" : "Both are looking …";
}

function Compared({ one, two, labels }: { one: Predictions; two: Predictions; labels: LabelSets }) {
  const { a, b } = useSideBySide();
  const names = [a, b].map(({ subject }) => new Set(subject.network.value?.class_names)) as [Set<string>, Set<string>];
  const told = Math.min(one.classes.length, two.classes.length);
  const all = names.every(({ size }) => size <= told);
  const old = a.answers.awaited.value || b.answers.awaited.value;
  const rows = classesBeside(one, two, labels, names);
  const bounded = rows.some((row) => row.one?.rank === null || row.two?.rank === null);
  return (
    <>
      <p class="beside-verdict" data-old={old}>
        {verdict(one, two, labels)}
      </p>
      <Falls />
      <PairTable
        caption="The most probable classes of both networks"
        class="beside-classes"
        corner="Class"
        old={old}
        rows={rows.map(({ key, label, one: here, two: there }) => ({
          key,
          head: <ClassName label={label} />,
          cells: [<SaidCell key="A" said={here} />, <SaidCell key="B" said={there} />],
        }))}
      />
      {!all && (
        <p class="small muted">
          {`Of the ${told} most probable classes of each, ${count(sharedClasses(one, two, labels), "is", "are")} among those of both.`}
          {bounded && ` ≤: not among its ${told}, so at most that.`}
        </p>
      )}
      {!labels.same && (
        <p class="small muted">
          {`The labels differ: ${count(labels.shared, "name")} in common. Classes are matched by name; “–” is a name that the network does not have.`}
        </p>
      )}
    </>
  );
}

function verdict(one: Predictions, two: Predictions, labels: LabelSets): string {
  const [here, there] = [one.classes[0]?.label, two.classes[0]?.label];
  if (!here || !there) return "";
  if (isSameLabel(here, there, labels)) return `Both answer ${here.name}.`;
  if (labels.shared === 0) return `They know different labels: A answers ${here.name}, B ${there.name}.`;
  return `They differ: A answers ${here.name}, B ${there.name}.`;
}

function SaidCell({ said }: { said: Said | null }) {
  if (!said) return <td class="muted">–</td>;
  const { probability, rank } = said;
  return (
    <td class={rank === null ? "muted" : undefined} data-first={rank === 1}>
      {rank === null ? atMostPercent(probability) : percent(probability)}
      <span class="probability-track" aria-hidden="true">
        {rank !== null && <span class="probability-bar" style={{ width: `${probability * 100}%` }} />}
      </span>
    </td>
  );
}

/** What masks did to each network's own answer. */
function Falls() {
  const { a, b } = useSideBySide();
  const falls = [a, b].flatMap((side) => {
    const fall = fallOf(side);
    return fall ? [{ side, ...fall }] : [];
  });
  if (falls.length === 0) return null;
  return (
    <ul class="beside-falls small number" aria-label="What became of the unmasked picture’s answers">
      {falls.map(({ side, label, before, now, atMost }) => (
        <li key={side.letter}>
          <Letter of={side} />
          <span>
            {`${label.name}: ${percent(before)} unmasked, now ${atMost ? atMostPercent(now) : percent(now)} `}
            <span class="class-change" data-sign={changeSign(now - before)}>
              {`(${atMost ? "≤" : ""}${pointsText(now - before)} points)`}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

interface Fall {
  label: ClassLabel;
  before: number;
  now: number;
  /** Whether it is among the ten no more, so that `now` is only what it is at most. */
  atMost: boolean;
}

/** What became of the answer to the unmasked image; null where nothing changes it. */
function fallOf({ answers }: Side): Fall | null {
  const [now, first] = [answers.predictions.value, answers.comparedWith.value?.classes[0]];
  const last = now?.classes.at(-1);
  if (!now || !first || !last) return null;
  const found = now.classes.find(({ label }) => label.index === first.label.index);
  const { label, probability: before } = first;
  return { label, before, now: (found ?? last).probability, atMost: !found };
}

/** Both answers in a line, for small windows. */
export function AnswersBesideLine() {
  const { a, b } = useSideBySide();
  return (
    <span class="beside-line small">
      {[a, b].map((side) => {
        const first = side.answers.predictions.value?.classes[0];
        return (
          <span key={side.letter}>
            <Letter of={side} />
            {first ? `${first.label.name} ${percent(first.probability)}` : "…"}
          </span>
        );
      })}
    </span>
  );
}
