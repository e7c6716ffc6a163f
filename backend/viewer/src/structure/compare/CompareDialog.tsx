import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { network } from "../../state/choice.ts";
import type { Loadable } from "../../state/loadable.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { Select } from "../../ui/Select.tsx";
import { answerA, answerB, askSide, type SideAnswer } from "./comparison.ts";
import { DifferenceList } from "./DifferenceList.tsx";
import { SideFigure } from "./SideFigure.tsx";
import { candidates, choose, comparedLayer, comparison, imageA, imageB } from "./sides.ts";
import "./compare.css";

/** Two of the images side by side for one layer, with the difference of every feature map. */
export function CompareDialog() {
  return (
    <Dialog
      title="Compare two images"
      open={comparison.value.open}
      onClose={() => choose({ open: false })}
      wide
      class="compare"
    >
      <Comparison />
    </Dialog>
  );
}

const attempt = signal(0);

function Comparison() {
  const a = imageA.value;
  const b = imageB.value;
  const layer = comparedLayer.value?.name ?? null;
  const again = attempt.value;
  useEffect(() => (a && layer !== null ? askSide(answerA, "a", a, layer) : undefined), [a, layer, again]);
  useEffect(() => (b && layer !== null ? askSide(answerB, "b", b, layer) : undefined), [b, layer, again]);
  if (!a || !b) return null;
  return (
    <div class="compare-body">
      <div class="compare-choices">
        <ImageSelect label="A" value={a.key} onChange={(key) => choose({ a: key })} />
        <IconButton icon="compare" label="Swap A and B" onClick={() => choose({ a: b.key, b: a.key })} />
        <ImageSelect label="B" value={b.key} onChange={(key) => choose({ b: key })} />
        <Select
          label="Layer"
          options={(network.value?.layers ?? []).map(({ name }) => ({ value: name, label: name }))}
          value={layer ?? ""}
          onChange={(name) => choose({ layer: name })}
        />
        <HelpButton topic="compare" about="Compare" />
      </div>
      <Trouble />
      <div class="compare-sides">
        <SideFigure letter="A" candidate={a} answer={answerA.value} />
        <SideFigure letter="B" candidate={b} answer={answerB.value} other={answerA.value} />
      </div>
      <DifferenceList />
      <Waiting />
    </div>
  );
}

function ImageSelect({ label, value, onChange }: { label: string; value: string; onChange: (key: string) => void }) {
  const options = candidates.value.map(({ key, name }) => ({ value: key, label: name }));
  return <Select label={label} options={options} value={value} onChange={onChange} />;
}

function Trouble() {
  const wrong = [answerA.value, answerB.value].find((answer) => answer.state === "failed");
  if (wrong?.state !== "failed") return null;
  return <ErrorNote complaint={wrong.complaint} onRetry={() => (attempt.value += 1)} />;
}

function Waiting() {
  const waiting = [answerA.value, answerB.value].filter((answer) => answer.state === "loading");
  if (waiting.length === 0) return null;
  return (
    <div class="compare-wait">
      <ProgressBar value={shareOf(waiting)} label="Loading the feature maps of both" />
    </div>
  );
}

function shareOf(waiting: readonly Loadable<SideAnswer>[]): number | null {
  const [first] = waiting;
  if (first?.state !== "loading" || !first.progress || first.progress.total === 0) return null;
  return first.progress.done / first.progress.total;
}
