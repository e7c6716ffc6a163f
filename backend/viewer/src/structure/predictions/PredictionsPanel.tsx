import { useEffect, useMemo } from "preact/hooks";
import { MergeLabels } from "../../merging/MergeLabels.tsx";
import type { ClassLabel, Predictions } from "../../protocol/messages.ts";
import { Dwell } from "../../state/dwell.ts";
import { isShown } from "../../state/shown.ts";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { ProbabilityBar } from "../../ui/ProbabilityBar.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { RandomWeights } from "../../ui/RandomWeights.tsx";
import { CarriesMost } from "../ablation/CarriesMost.tsx";
import { ANSWER } from "../computed/computed.ts";
import { EvidenceButton } from "../evidence/EvidenceButton.tsx";
import type { StructureSession } from "../session/structureSession.ts";
import { useStructure } from "../session/useStructure.ts";
import { BesideButton } from "./BesideButton.tsx";
import { changeSign, classChanges, type LostAnswer, lostAnswer, pointsText } from "./change.ts";
import "./predictions.css";

/** The ten most probable classes, and what masking or switching off changed. */
export function PredictionsPanel() {
  const session = useStructure();
  const { comparedWith, predictions, status } = session.answers;
  const now = predictions.value;
  return (
    <Panel
      title="What the network answers"
      help="classes"
      data-tour="classes"
      actions={<MergeLabels subject={session.subject} seen={now?.classes ?? []} />}
    >
      <RandomWeights source={session.subject.network.value?.summary.weights.source} />
      {status.value.state === "failed" && !saidInScene(session) && (
        <ErrorNote complaint={status.value.complaint} onRetry={() => session.retry()} />
      )}
      {now ? <Classes now={now} original={comparedWith.value} /> : status.value.state !== "failed" && <Missing />}
      {now && isShown("choice") && <EvidenceButton />}
      {now && isShown("choice") && <BesideButton />}
      {/* Below the buttons: it comes a while later, and must not move them from under the pointer. */}
      {isShown("ablation") && <CarriesMost />}
      <StatusLine />
    </Panel>
  );
}

/** While there is no column, the scene itself says what went wrong. */
function saidInScene({ answers, display }: StructureSession): boolean {
  return display.mode.value === "clustered" && answers.columns.value.every((column) => column === null);
}

/** Before the first answer. */
function Missing() {
  const { network, usable } = useStructure().subject;
  if (!network.value || usable.value) return <Skeleton />;
  return <p class="small muted">Without its weights this network cannot answer.</p>;
}

function Classes({ now, original }: { now: Predictions; original: Predictions | null }) {
  const { answers, computed, subject, viewport } = useStructure();
  const { awaited } = answers;
  const classes = subject.network.value?.class_names.length ?? 0;
  const explained = isShown("clusters");
  /** Of a merged label no single computation tells. */
  const explain = ({ index: channel }: ClassLabel) =>
    explained && channel < classes ? () => computed.open({ ...ANSWER, channel }) : undefined;
  const comparing = original !== null;
  const answer = original?.classes[0]?.label.index;
  const dwell = useMemo(() => new Dwell(), []);
  useEffect(() => () => dwell.forget(), [dwell]);
  return (
    <>
      <ol class="classes" data-comparing={comparing} data-old={awaited.value} aria-label="Most probable classes">
        {classChanges(now, original).map(({ score, before, change }, index) => (
          <li
            key={score.label.index}
            class="class-row"
            data-pointed={viewport.pointedClass.value === score.label.index}
            onPointerEnter={() => dwell.over({ target: "class", index: score.label.index })}
            onPointerLeave={() => dwell.over(null)}
          >
            <ProbabilityBar
              label={score.label}
              value={score.probability}
              before={before}
              strong={index === 0}
              explain={explain(score.label)}
            />
            {comparing && <Change change={change} />}
            <Merged label={score.label} />
            {index > 0 && score.label.index === answer && <WasAnswer />}
          </li>
        ))}
      </ol>
      <Lost answer={lostAnswer(now, original)} />
      {comparing && (
        <p class="small muted">
          The mark on a bar is {answers.ablated.value ? "the unmasked image with everything on" : "the unmasked image"}.
          Changes are in percentage points; “new” was not among its ten.
        </p>
      )}
    </>
  );
}

/** The unmasked image's answer stays in sight, also where ten others have come before it. */
function Lost({ answer }: { answer: LostAnswer | null }) {
  if (!answer) return null;
  const { label, before, atMost } = answer;
  return (
    <section class="class-row class-lost" aria-label={`No longer among the ten: ${label.name}`}>
      <ProbabilityBar label={label} value={atMost} before={before} atMost />
      <span class="class-change number" data-sign="down">
        {`≤${pointsText(atMost - before)}`}
        <span class="unseen"> percentage points</span>
      </span>
      <WasAnswer />
    </section>
  );
}

/** The classes of a merged label, below it. */
function Merged({ label }: { label: ClassLabel }) {
  const { subject } = useStructure();
  const classes = subject.network.value?.class_names.length ?? Number.POSITIVE_INFINITY;
  return label.index < classes ? null : <span class="class-was muted">{label.meaning}</span>;
}

function WasAnswer() {
  const { ablated, predictions } = useStructure().answers;
  const how = [
    ...((predictions.value?.masks.length ?? 0) > 0 ? ["without masks"] : []),
    ...(ablated.value ? ["with everything on"] : []),
  ];
  return <span class="class-was muted">{`answer ${how.join(", ")}`}</span>;
}

function Change({ change }: { change: number | null }) {
  if (change === null) return <span class="class-change">new</span>;
  return (
    <span class="class-change number" data-sign={changeSign(change)}>
      {pointsText(change)}
      <span class="unseen"> percentage points</span>
    </span>
  );
}

function Skeleton() {
  return (
    <div class="classes" aria-hidden="true">
      {[70, 52, 64, 40, 58, 46, 66, 38, 54, 44].map((width) => (
        <span key={width} class="class-skeleton" style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

/** How far the answer is; takes the same room in every state, so that nothing jumps. */
function StatusLine() {
  const { lastSeconds, status } = useStructure().answers;
  const now = status.value;
  return (
    <div class="status-line small muted number">
      {now.state === "running" && <Running arrived={now.arrived} label={now.progress?.stage ?? null} />}
      {now.state === "complete" && <p>{`Updated in ${secondsText(now.seconds)}.`}</p>}
      {now.state === "failed" && lastSeconds.value !== null && <p>Showing the last answer.</p>}
    </div>
  );
}

function Running({ arrived, label }: { arrived: number; label: string | null }) {
  const { answers, display } = useStructure();
  const total = Math.max(display.columnLayers.value.length, answers.columns.value.length);
  const words = arrived > 0 || !label ? `Columns: ${arrived} of ${total}` : sentence(label);
  return <ProgressBar value={total > 0 ? arrived / total : null} label={words} />;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function secondsText(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(2)} s` : `${seconds.toFixed(0)} s`;
}
