import { useSignal } from "@preact/signals";
import type { MeasuredBlocks, TrainingData, TrainingRun } from "../../protocol/messages.ts";
import { valueIn } from "../../state/loadable.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { Select } from "../../ui/Select.tsx";
import { count } from "../../ui/words.ts";
import { BeginFoot } from "../BeginFoot.tsx";
import { epochName } from "../curveWords.ts";
import { networkAt } from "../keptEpochs.ts";
import { NumberOf } from "../NumberOf.tsx";
import { RunNameField } from "../RunNameField.tsx";
import { SCRATCH } from "../runWords.ts";
import { useBeginning } from "../useBeginning.ts";
import { useTraining } from "../useTraining.ts";
import type { Draft } from "./draft.ts";
import type { NetworkBlocks } from "./networkBlocks.ts";

interface TrainDialogProps {
  blocks: NetworkBlocks;
  draft: Draft;
  data: TrainingData;
  /** The run whose list was changed; null for a new network. */
  run: TrainingRun | null;
  told: MeasuredBlocks;
  onClose: () => void;
}

type Begins = "kept" | "scratch";

/** How the changed network learns. */
export function TrainDialog({ blocks, draft, data, run, told, onClose }: TrainDialogProps) {
  const training = useTraining();
  const beginning = useBeginning(onClose, () => {
    blocks.forget();
    training.newFor.value = null;
  });
  const { defaults } = valueIn(training.offer.value) ?? {};
  const keeps = run !== null && run.kept_epochs.length > 0 && (told.kept_parameters ?? 0) > 0;
  const wanted = useSignal<Begins>("kept");
  const epoch = useSignal<number | null>(null);
  const name = useSignal("");
  const epochs = useSignal(run?.epochs ?? defaults?.epochs ?? 20);
  const begins: Begins = keeps ? wanted.value : "scratch";
  const from = epoch.value ?? run?.kept_epochs.at(-1) ?? 0;
  const begin = () =>
    beginning.begin(
      {
        data_id: data.data_id,
        start: SCRATCH,
        name: name.value.trim() || null,
        epochs: epochs.value,
        blocks: draft.list.peek(),
        keep: run !== null && begins === "kept" ? networkAt(run.name, from) : null,
        changed_from: run?.name ?? null,
        ...(run ? asBefore(run) : {}),
      },
      run?.name ?? null,
    );
  return (
    <Dialog title="Train this" open onClose={beginning.close} class="begin-dialog">
      <form
        class="begin-form"
        onSubmit={(event) => {
          event.preventDefault();
          void begin();
        }}
      >
        {run && (
          <Segmented<Begins>
            label="Its weights at first"
            shown
            options={[
              { value: "kept", label: "Keep those that fit", disabled: !keeps },
              { value: "scratch", label: "From scratch" },
            ]}
            value={begins}
            onChange={(next) => {
              wanted.value = next;
            }}
          />
        )}
        {run && begins === "kept" && (
          <Select
            label={`As ${run.name} was`}
            options={run.kept_epochs
              .toReversed()
              .map((one) => ({ value: String(one), label: one === 0 ? epochName(0) : `After epoch ${one}` }))}
            value={String(from)}
            onChange={(next) => {
              epoch.value = Number(next);
            }}
          />
        )}
        <NumberOf
          label="Epochs: how often it sees every picture"
          of={epochs}
          min={1}
          max={defaults?.max_epochs ?? 1000}
        />
        <RunNameField label="Name, or none to take that of the data" of={name} />
        <p class="begin-plan">{planOf(data, told, run, begins)}</p>
        <BeginFoot beginning={beginning} label="Train" disabled={false} />
      </form>
    </Dialog>
  );
}

/** Everything else as in the run before, so that both can be compared. */
function asBefore({ batch, learning_rate, seed, validation_share }: TrainingRun) {
  return { batch, learning_rate, seed, validation_share };
}

function planOf(data: TrainingData, told: MeasuredBlocks, run: TrainingRun | null, begins: Begins): string {
  const all = count(told.parameters, "parameter");
  if (!run) return `A network of ${all} learns from scratch to tell ${data.classes.length} classes.`;
  return `${beginWords(told, begins, all)}. Pictures put aside, seed, batch and learning rate are those of ${run.name}, over whose curves it is laid.`;
}

/** With what its parameters begin. */
function beginWords({ kept_parameters: kept, parameters }: MeasuredBlocks, begins: Begins, all: string): string {
  if (begins === "scratch" || kept === null) return `All ${all} begin anew`;
  if (kept === parameters) return `All ${all} begin as they were`;
  return `${kept.toLocaleString("en")} of its ${all} begin as they were, the others anew`;
}
