import { useSignal } from "@preact/signals";
import { Complaint } from "../protocol/complaint.ts";
import type { TrainingControlRequest, TrainingRun } from "../protocol/messages.ts";
import { go } from "../state/address.ts";
import { image } from "../state/choice.ts";
import { valueIn } from "../state/loadable.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { Panel } from "../ui/Panel.tsx";
import { ProgressBar } from "../ui/Progress.tsx";
import { count, duration, percent } from "../ui/words.ts";
import { epochName } from "./curveWords.ts";
import { networkAt } from "./keptEpochs.ts";
import { runStartWords, STATES } from "./runWords.ts";
import { useTraining } from "./useTraining.ts";

/** The run that is looked at: how far it is, how well it answers, and what can be done with it. */
export function RunPanel() {
  const training = useTraining();
  const { name, run, followed } = training;
  const now = run.value;
  const trouble = followed.value?.trouble.value ?? null;
  if (name.value === null) return null;
  return (
    <Panel title={name.value} help="training-curves" class="run-facts-panel" data-tour="run">
      {trouble && <ErrorNote complaint={trouble} onRetry={() => followed.value?.start()} />}
      {now ? <State run={now} /> : !trouble && <Waiting />}
      {now && <Facts run={now} />}
    </Panel>
  );
}

/** A run that reads its pictures. */
function Waiting() {
  const { followed } = useTraining();
  const progress = followed.value?.progress.value;
  return (
    <ProgressBar
      value={progress && progress.total > 0 ? progress.done / progress.total : null}
      label={progress?.stage ?? "Reading its pictures"}
      secondsLeft={progress?.seconds_left}
    />
  );
}

function State({ run }: { run: TrainingRun }) {
  const training = useTraining();
  const { followed, offer } = training;
  const busy = useSignal(false);
  const complaint = useSignal<Complaint | null>(null);
  const target = useSignal<number | null>(null);
  const progress = followed.value?.progress.value;
  const known = valueIn(offer.value);
  const control = async (request: TrainingControlRequest) => {
    busy.value = true;
    complaint.value = null;
    try {
      await training.control(request);
      target.value = null;
    } catch (error) {
      complaint.value = Complaint.of(error);
    }
    busy.value = false;
  };
  const most = known?.defaults.max_epochs ?? 1000;
  const least = run.state === "finished" ? run.epochs_done + 1 : Math.max(1, run.epochs_done);
  const epochs = Math.min(most, target.value ?? (run.state === "finished" ? 2 * run.epochs : run.epochs));
  return (
    <div class="run-control">
      {run.state === "running" ? (
        <>
          <ProgressBar
            value={progress && progress.total > 0 ? progress.done / progress.total : run.epochs_done / run.epochs}
            label={progress?.stage ?? `${STATES.running}: ${run.epochs_done} of ${run.epochs} epochs`}
            secondsLeft={progress?.seconds_left}
          />
          {known?.refused === null && (
            <Button icon="stop" disabled={busy.value} onClick={() => control({ action: "stop" })}>
              Stop
            </Button>
          )}
        </>
      ) : (
        <>
          <p>
            <strong>{STATES[run.state]}</strong>
            {run.state === "finished"
              ? ` after ${count(run.epochs_done, "epoch")}, in ${duration(run.seconds)}.`
              : ` after ${run.epochs_done} of ${count(run.epochs, "epoch")}. It goes on along the same curve.`}
          </p>
          {run.problem !== null && (
            <ErrorNote
              complaint={{
                message: run.problem,
                hint: `Its log tells more: .started/${run.name}.log beside the runs.`,
              }}
            />
          )}
          {known?.refused === null && least <= most && (
            <div class="run-resume">
              <NumberField
                label="Epochs in all"
                min={least}
                max={most}
                value={Math.max(least, epochs)}
                onChange={(next) => {
                  target.value = next;
                }}
              />
              <Button
                icon="play"
                disabled={busy.value}
                onClick={() => control({ action: "resume", epochs: Math.max(least, epochs) })}
              >
                Go on
              </Button>
            </div>
          )}
          {known?.refused != null && (
            <p class="small muted">
              On the server’s machine this lets it go on: <code>{`tetrascope train --resume ${run.name}`}</code>
            </p>
          )}
        </>
      )}
      {complaint.value && <ErrorNote complaint={complaint.value} />}
    </div>
  );
}

function Facts({ run }: { run: TrainingRun }) {
  const { offer } = useTraining();
  const share = (value: number | null) => (value === null ? "–" : percent(value));
  return (
    <>
      <dl class="run-facts small number">
        <dt>{run.epochs_done === 0 ? epochName(0) : `Right after epoch ${run.epochs_done}`}</dt>
        <dd>
          <strong>{share(run.validation_accuracy)}</strong> {`of ${count(run.validation, "picture")} put aside`}
        </dd>
        <dd>
          {run.accuracy === null
            ? `${count(run.training, "picture")} to learn from`
            : `${share(run.accuracy)} of ${count(run.training, "picture")} it learned from, in that epoch`}
        </dd>
        <dt>Data</dt>
        <dd>
          {`${run.data}: ${count(run.class_names.length, "class", "classes")}`}
          {run.skipped > 0 && `; ${count(run.skipped, "picture")} left out`}
        </dd>
        <dt>Learns</dt>
        <dd>{`${runStartWords(run, valueIn(offer.value)?.starts)}: ${count(run.parameters, "number")}`}</dd>
        <dt>Begun with</dt>
        <dd>{`seed ${run.seed}, ${count(run.batch, "picture")} a step, learning rate ${run.learning_rate}`}</dd>
      </dl>
      {run.notes.map((note) => (
        <p key={note} class="small muted">
          {note}
        </p>
      ))}
      {run.kept_epochs.length > 0 && <Open run={run} />}
    </>
  );
}

/** Ways to the network, as it was at moment B. */
function Open({ run }: { run: TrainingRun }) {
  const training = useTraining();
  const { moments } = training;
  const [a, b] = [moments.a.value, moments.b.value];
  if (a === null || b === null) return null;
  const network = run.state === "finished" && b === run.epochs_done ? run.name : networkAt(run.name, b);
  const other = training.newest(training.followedOver.value);
  const otherEpoch = other?.kept_epochs.at(-1);
  const pictureless = image.value === null;
  return (
    <div class="run-open-in">
      <p class="small muted">
        {`The network of ${b === 0 ? "before learning" : `epoch ${b}`}:`}
        {pictureless && " choose a picture in the main menu to look into it."}
      </p>
      <Button icon="network" disabled={pictureless} onClick={() => go("structure", { network })}>
        Open in Network structure
      </Button>
      <Button icon="tetrahedron" disabled={pictureless} onClick={() => go("pool", { network })}>
        Open in Masked images
      </Button>
      <Button
        icon="compare"
        disabled={pictureless || a === b}
        onClick={() => go("side-by-side", { network: networkAt(run.name, a), with: network })}
      >
        Compare A and B side by side
      </Button>
      {other && otherEpoch !== undefined && (
        <Button
          icon="compare"
          disabled={pictureless}
          onClick={() => go("side-by-side", { network: networkAt(other.name, otherEpoch), with: network })}
        >
          {`Compare with ${other.name} side by side`}
        </Button>
      )}
    </div>
  );
}
