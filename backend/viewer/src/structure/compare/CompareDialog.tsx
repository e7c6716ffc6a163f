import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Loadable } from "../../state/loadable.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { Select } from "../../ui/Select.tsx";
import { WholeNetworkNote } from "../ablation/WholeNetworkNote.tsx";
import { useStructure } from "../session/useStructure.ts";
import type { SideAnswer } from "./comparison.ts";
import { DifferenceList } from "./DifferenceList.tsx";
import { SideFigure } from "./SideFigure.tsx";
import "./compare.css";

/** Two of the images side by side for one layer, with the difference of every feature map. */
export function CompareDialog() {
  const { sides } = useStructure().comparison;
  return (
    <Dialog title="Compare two images" open onClose={() => sides.choose({ open: false })} wide class="compare">
      <WholeNetworkNote />
      <Compared />
    </Dialog>
  );
}

function Compared() {
  const { comparison, subject } = useStructure();
  const { sides } = comparison;
  const attempt = useSignal(0);
  const a = sides.a.value;
  const b = sides.b.value;
  const layer = sides.layer.value?.name ?? null;
  const again = attempt.value;
  useEffect(() => (a && layer !== null ? comparison.ask("a", a, layer) : undefined), [comparison, a, layer, again]);
  useEffect(() => (b && layer !== null ? comparison.ask("b", b, layer) : undefined), [comparison, b, layer, again]);
  if (!a || !b) return null;
  return (
    <div class="compare-body">
      <div class="compare-choices">
        <ImageSelect label="A" value={a.key} onChange={(key) => sides.choose({ a: key })} />
        <IconButton icon="compare" label="Swap A and B" onClick={() => sides.choose({ a: b.key, b: a.key })} />
        <ImageSelect label="B" value={b.key} onChange={(key) => sides.choose({ b: key })} />
        <Select
          label="Layer"
          options={(subject.network.value?.layers ?? []).map(({ name }) => ({ value: name, label: name }))}
          value={layer ?? ""}
          onChange={(name) => sides.choose({ layer: name })}
        />
        <HelpButton topic="compare" about="Compare" />
      </div>
      <Trouble onRetry={() => (attempt.value += 1)} />
      <div class="compare-sides">
        <SideFigure letter="A" candidate={a} answer={comparison.a.value} />
        <SideFigure letter="B" candidate={b} answer={comparison.b.value} other={comparison.a.value} />
      </div>
      <DifferenceList />
      <Waiting />
    </div>
  );
}

function ImageSelect({ label, value, onChange }: { label: string; value: string; onChange: (key: string) => void }) {
  const { sides } = useStructure().comparison;
  const options = sides.candidates.value.map(({ key, name }) => ({ value: key, label: name }));
  return <Select label={label} options={options} value={value} onChange={onChange} />;
}

function Trouble({ onRetry }: { onRetry: () => void }) {
  const { a, b } = useStructure().comparison;
  const wrong = [a.value, b.value].find((answer) => answer.state === "failed");
  if (wrong?.state !== "failed") return null;
  return <ErrorNote complaint={wrong.complaint} onRetry={onRetry} />;
}

function Waiting() {
  const { a, b } = useStructure().comparison;
  const waiting = [a.value, b.value].filter((answer) => answer.state === "loading");
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
