import { useSignal } from "@preact/signals";
import type { TrainingRun } from "../protocol/messages.ts";
import { valueIn } from "../state/loadable.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Panel } from "../ui/Panel.tsx";
import { ProgressBar, Spinner } from "../ui/Progress.tsx";
import { BeginDialog } from "./BeginDialog.tsx";
import { accuracyWords, beganWords, epochsWords, runStartWords, STATES } from "./runWords.ts";
import { useTraining } from "./useTraining.ts";

/** Every run of this server, and how one is begun. */
export function RunList() {
  const training = useTraining();
  const now = training.list.value;
  return (
    <Panel title="Runs" help="training-runs" class="run-panel" data-tour="runs">
      <Begin />
      {now.state === "failed" && <ErrorNote complaint={now.complaint} onRetry={() => training.look()} />}
      {(now.state === "idle" || now.state === "loading") && <Spinner label="Asking for the runs" />}
      {now.state === "ready" && <List />}
    </Panel>
  );
}

/** The button that begins a run, or how one is begun where this server begins none. */
function Begin() {
  const { offer } = useTraining();
  const open = useSignal(false);
  const now = offer.value;
  if (now.state === "failed") return <ErrorNote complaint={now.complaint} />;
  const known = valueIn(now);
  if (known?.refused) {
    return (
      <div class="run-refused small">
        <p>{known.refused}</p>
        <p>
          On the server’s machine this begins one, which appears here: <code>tetrascope train digits</code>, or{" "}
          <code>tetrascope train FOLDER</code> with a folder of pictures for each class.
        </p>
      </div>
    );
  }
  return (
    <>
      <Button
        kind="primary"
        icon="plus"
        disabled={!known}
        onClick={() => {
          open.value = true;
        }}
      >
        Begin a run
      </Button>
      {known && open.value && (
        <BeginDialog
          offer={known}
          onClose={() => {
            open.value = false;
          }}
        />
      )}
    </>
  );
}

function List() {
  const { list } = useTraining();
  const known = valueIn(list.value);
  if (!known) return null;
  const { runs, starting, damaged } = known;
  if (runs.length + starting.length + damaged.length === 0) return <p class="small muted">There are none yet.</p>;
  return (
    <ul class="run-list" aria-label="Runs">
      {starting.map(({ name, progress, error }) => (
        <li key={name} class="run-item" data-kind="starting">
          <strong>{name}</strong>
          {error ? (
            <ErrorNote complaint={{ message: error.message, hint: error.hint ?? null }} />
          ) : (
            <ProgressBar
              value={progress && progress.total > 0 ? progress.done / progress.total : null}
              label={progress?.stage ?? "Reading its pictures"}
              secondsLeft={progress?.seconds_left}
            />
          )}
        </li>
      ))}
      {runs.map((run) => (
        <RunItem key={run.name} run={run} />
      ))}
      {damaged.map(({ name, problem }) => (
        <li key={name} class="run-item" data-kind="damaged">
          <strong>{name}</strong>
          <span class="small muted">{problem}</span>
        </li>
      ))}
    </ul>
  );
}

function RunItem({ run: listed }: { run: TrainingRun }) {
  const training = useTraining();
  const { name, over, offer, newFor } = training;
  const current = name.value === listed.name && newFor.value === null;
  const run = (current && training.run.value) || listed;
  const laid = over.value === run.name && !current;
  const words = accuracyWords(run);
  return (
    <li class="run-item" data-current={current} data-laid={laid}>
      <button
        type="button"
        class="run-open"
        aria-current={current ? "true" : undefined}
        onClick={() => training.open(run.name)}
      >
        <span class="run-name">
          <strong>{run.name}</strong>
          <span class="run-state small" data-state={run.state}>
            {STATES[run.state]}
          </span>
        </span>
        <span class="small">{words ?? "Nothing tried yet"}</span>
        <span class="small muted">
          {`${run.data}, ${runStartWords(run, valueIn(offer.value)?.starts)}, ${epochsWords(run)}`}
        </span>
        {run.changed_from !== null && <span class="small">{`Changed from ${run.changed_from}`}</span>}
        <span class="small muted">{beganWords(run.began)}</span>
      </button>
      {name.value !== listed.name && name.value !== null && newFor.value === null && (
        <IconButton
          icon="compare"
          label={laid ? `Take the curves of ${run.name} away` : `Lay the curves of ${run.name} over those shown`}
          pressed={laid}
          onClick={() => {
            over.value = laid ? null : run.name;
            if (!laid) training.content.value = "curves";
          }}
        />
      )}
    </li>
  );
}
