import { signal } from "@preact/signals";
import { network } from "../../state/choice.ts";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { ProbabilityBar } from "../../ui/ProbabilityBar.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { RandomWeights } from "../../ui/RandomWeights.tsx";
import { comparedWith } from "../answers/original.ts";
import { awaited, columns, lastSeconds, predictions, stage } from "../answers/result.ts";
import { mode } from "../display/display.ts";
import { retry } from "../session/structureSession.ts";
import { columnLayers, usable } from "../session/subject.ts";
import { type ClassChange, changeSign, classChanges, pointsText } from "./change.ts";
import "./predictions.css";

/** The class (its index) whose row in the scene is pointed at; null for none. */
export const pointedClass = signal<number | null>(null);

/** The ten most probable classes, and what masking changed. */
export function PredictionsPanel() {
  const now = predictions.value;
  return (
    <Panel title="What the network answers" help="classes" data-tour="classes">
      <RandomWeights source={network.value?.summary.weights.source} />
      {stage.value.state === "failed" && !saidInScene() && (
        <ErrorNote complaint={stage.value.complaint} onRetry={retry} />
      )}
      {now ? (
        <Classes changes={classChanges(now, comparedWith.value)} />
      ) : (
        stage.value.state !== "failed" && <Missing />
      )}
      <StageLine />
    </Panel>
  );
}

/** While there is no column, the scene itself says what went wrong. */
function saidInScene(): boolean {
  return mode.value === "clustered" && columns.value.every((column) => column === null);
}

/** Before the first answer. */
function Missing() {
  if (!network.value || usable.value) return <Skeleton />;
  return <p class="small muted">Without its weights this network cannot answer.</p>;
}

function Classes({ changes }: { changes: readonly ClassChange[] }) {
  const comparing = comparedWith.value !== null;
  return (
    <>
      <ol class="classes" data-comparing={comparing} data-old={awaited.value} aria-label="Most probable classes">
        {changes.map(({ score, before, change }, index) => (
          <li key={score.label.index} class="class-row" data-pointed={pointedClass.value === score.label.index}>
            <ProbabilityBar label={score.label} value={score.probability} before={before} strong={index === 0} />
            {comparing && <Change change={change} />}
          </li>
        ))}
      </ol>
      {comparing && (
        <p class="small muted">
          The mark on a bar is the unmasked image. Changes are in percentage points; “new” was not among its ten.
        </p>
      )}
    </>
  );
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
function StageLine() {
  const now = stage.value;
  return (
    <div class="stage-line small muted number">
      {now.state === "running" && <Running arrived={now.arrived} label={now.progress?.stage ?? null} />}
      {now.state === "complete" && <p>{`Updated in ${secondsText(now.seconds)}.`}</p>}
      {now.state === "failed" && lastSeconds.value !== null && <p>Showing the last answer.</p>}
    </div>
  );
}

function Running({ arrived, label }: { arrived: number; label: string | null }) {
  const total = Math.max(columnLayers.value.length, columns.value.length);
  const words = arrived > 0 || !label ? `Columns: ${arrived} of ${total}` : sentence(label);
  return <ProgressBar value={total > 0 ? arrived / total : null} label={words} />;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function secondsText(seconds: number): string {
  return seconds < 10 ? `${seconds.toFixed(2)} s` : `${seconds.toFixed(0)} s`;
}
