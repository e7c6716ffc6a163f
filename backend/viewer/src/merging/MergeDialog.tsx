import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { MergedLabel } from "../protocol/messages.ts";
import type { Subject } from "../state/subject.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { say } from "../ui/notice.ts";
import { count } from "../ui/words.ts";
import { commonWord, Draft, listed } from "./draft.ts";
import type { MergeLabelsProps } from "./MergeLabels.tsx";
import { PickList } from "./PickList.tsx";
import { Suggestions } from "./Suggestions.tsx";
import { forgetLabel, savedLabels, saveLabel } from "./savedLabels.ts";
import "./merging.css";

/** Merges labels into one, by hand or from a suggestion; lists those that are, and those that were. */
export function MergeDialog({ subject, seen, onClose }: MergeLabelsProps & { onClose: () => void }) {
  const draft = useMemo(() => new Draft(subject), [subject]);
  const network = subject.networkId.value ?? "";
  const saved = useSignal(savedLabels(network));
  const independent = subject.network.value?.summary.output.kind === "independent";

  const merge = (labels: readonly MergedLabel[] | null) => {
    const label = labels?.at(-1);
    if (!labels || !label) return;
    subject.merging.take(labels);
    saveLabel(network, label);
    saved.value = savedLabels(network);
    draft.clear();
    say(`${count(label.classes.length, "class", "classes")} are told as one label now: ${label.name}.`);
  };
  const forget = (name: string) => {
    forgetLabel(network, name);
    saved.value = savedLabels(network);
  };
  return (
    <Dialog title="Merge labels" open onClose={onClose} place="side" foot={<Foot draft={draft} onMerge={merge} />}>
      <div class="merging">
        <p class="small muted">
          {independent
            ? "Labels that mean the same to you are told as one. It is as probable as the most probable of them."
            : "Labels that mean the same to you are told as one. Its probability is the sum of theirs."}{" "}
          Everything follows: the answer, masked copies, importance and boundary.
        </p>
        <InUse subject={subject} draft={draft} />
        <Suggestions subject={subject} seen={seen} draft={draft} />
        <PickList draft={draft} seen={seen} />
        <Saved subject={subject} draft={draft} saved={saved.value} onForget={forget} />
      </div>
    </Dialog>
  );
}

/** The labels that are merged now. */
function InUse({ subject, draft }: { subject: Subject; draft: Draft }) {
  const labels = draft.labels.value;
  const { merging } = subject;
  if (labels.length === 0 && !merging.canUndo) return null;
  return (
    <section aria-label="Merged labels">
      <header class="merging-head">
        <h3>Merged labels</h3>
        {merging.canUndo && (
          <Button kind="quiet" icon="undo" onClick={() => merging.undo()}>
            Undo
          </Button>
        )}
      </header>
      {labels.length === 0 && <p class="small muted">None.</p>}
      <ul class="merging-list">
        {labels.map((label) => (
          <li key={label.name} class="merging-row">
            <Words label={label} draft={draft} />
            <Button
              kind="quiet"
              aria-label={`Take apart ${label.name}`}
              onClick={() => merging.take(labels.filter((other) => other !== label))}
            >
              Take apart
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those that this browser has kept and that are not in use. */
function Saved({
  subject,
  draft,
  saved,
  onForget,
}: {
  subject: Subject;
  draft: Draft;
  saved: readonly MergedLabel[];
  onForget: (name: string) => void;
}) {
  const labels = draft.labels.value;
  const used = new Set(labels.flatMap(({ classes }) => classes));
  const others = saved.filter(
    ({ name, classes }) => !labels.some((label) => label.name === name) && !classes.some((index) => used.has(index)),
  );
  if (others.length === 0) return null;
  return (
    <section aria-label="Saved in this browser">
      <h3>Saved in this browser</h3>
      <ul class="merging-list">
        {others.map((label) => (
          <li key={label.name} class="merging-row">
            <Words label={label} draft={draft} />
            <span class="merging-actions">
              <Button
                kind="quiet"
                aria-label={`Use ${label.name}`}
                onClick={() => subject.merging.take([...labels, label])}
              >
                Use
              </Button>
              <Button kind="quiet" aria-label={`Forget ${label.name}`} onClick={() => onForget(label.name)}>
                Forget
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A merged label and its classes. */
function Words({ label, draft }: { label: MergedLabel; draft: Draft }) {
  const names = label.classes.map((index) => draft.classNames.value[index] ?? `class ${index}`);
  return (
    <span class="merging-words">
      <strong>{label.name}</strong>
      <span class="small muted">{listed(names)}</span>
    </span>
  );
}

/** What is picked, its name, and the button that merges it. */
function Foot({ draft, onMerge }: { draft: Draft; onMerge: (labels: readonly MergedLabel[] | null) => void }) {
  const picked = [...draft.picked.value];
  const { value: problem } = draft.problem;
  const names = picked.map((index) => draft.nameOf(index));
  const ready = picked.length >= 2 && problem === null;
  return (
    <form
      class="merging-foot"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onMerge(draft.result.value);
      }}
    >
      <p class="small muted merging-picked" role="status">
        {picked.length === 0 ? "Pick two labels or more." : problem && picked.length > 1 ? problem : listed(names)}
      </p>
      <label class="merging-name">
        <span class="field-label">Name</span>
        <input
          class="field-input"
          type="text"
          autocomplete="off"
          placeholder={commonWord(names)}
          value={draft.name.value}
          onInput={(event) => {
            draft.name.value = event.currentTarget.value;
          }}
        />
      </label>
      <Button kind="primary" type="submit" disabled={!ready}>
        {picked.length < 2 ? "Merge" : `Merge ${picked.length} labels`}
      </Button>
    </form>
  );
}
