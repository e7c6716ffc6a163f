import { useSignal } from "@preact/signals";
import type { TrainingData, TrainingOffer } from "../protocol/messages.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Select } from "../ui/Select.tsx";
import { count } from "../ui/words.ts";
import { BeginFoot } from "./BeginFoot.tsx";
import { NumberOf } from "./NumberOf.tsx";
import { RunNameField } from "./RunNameField.tsx";
import { planWords, SCRATCH } from "./runWords.ts";
import { type Beginning, useBeginning } from "./useBeginning.ts";
import { useTraining } from "./useTraining.ts";

interface BeginDialogProps {
  offer: TrainingOffer;
  onClose: () => void;
}

/** What a new run learns, from what, and how long. */
export function BeginDialog({ offer, onClose }: BeginDialogProps) {
  const beginning = useBeginning(onClose);
  const usable = offer.data.filter(({ problem }) => problem === null);
  return (
    <Dialog title="Begin a run" open onClose={beginning.close} class="begin-dialog">
      {usable[0] ? (
        <Form offer={offer} first={usable[0]} beginning={beginning} />
      ) : (
        <EmptyState icon="images" title="There is nothing to learn from" text={<Problems data={offer.data} />} />
      )}
    </Dialog>
  );
}

interface FormProps {
  offer: TrainingOffer;
  first: TrainingData;
  beginning: Beginning;
}

function Form({ offer, first, beginning }: FormProps) {
  const training = useTraining();
  const { defaults, starts } = offer;
  const dataId = useSignal(first.data_id);
  const wantedStart = useSignal<string | null>(null);
  const name = useSignal("");
  const epochs = useSignal(defaults.epochs);
  const aside = useSignal(Math.round(defaults.validation_share * 100));
  const batch = useSignal(defaults.batch);
  const rate = useSignal(defaults.learning_rate);
  const seed = useSignal(defaults.seed);
  const data = offer.data.find(({ data_id }) => data_id === dataId.value) ?? first;
  const start = wantedStart.value ?? data.start;
  const base = starts.find((one) => one.start === start);
  const begin = () =>
    beginning.begin({
      data_id: data.data_id,
      start,
      name: name.value.trim() || null,
      epochs: epochs.value,
      batch: batch.value,
      learning_rate: rate.value,
      validation_share: aside.value / 100,
      seed: seed.value,
    });
  return (
    <form
      class="begin-form"
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <Select
        label="Data"
        options={offer.data.map((one) => ({
          value: one.data_id,
          label: `${one.name}: ${count(one.pictures, "picture")}, ${count(one.classes.length, "class", "classes")}`,
          disabled: one.problem !== null,
        }))}
        value={data.data_id}
        onChange={(next) => {
          dataId.value = next;
          wantedStart.value = null;
        }}
      />
      <Problems data={offer.data} />
      <Select
        label="Start"
        options={starts.map((one) => ({
          value: one.start,
          label:
            one.start === SCRATCH
              ? "From scratch: all layers of a small network learn"
              : `A head on ${one.title}: one new layer learns`,
          disabled: !one.available,
        }))}
        value={start}
        onChange={(next) => {
          wantedStart.value = next;
        }}
      />
      {base && !base.available && base.how_to_get && (
        <p class="small muted">
          {"Its weights are not on the server’s machine. This brings them: "}
          <code>{base.how_to_get}</code>
        </p>
      )}
      {start === SCRATCH && (
        <Button
          class="begin-blocks"
          icon="layers"
          onClick={() => {
            training.changeBlocksFor(data.data_id);
            beginning.close();
          }}
        >
          Change its blocks first
        </Button>
      )}
      <NumberOf label="Epochs: how often it sees every picture" of={epochs} min={1} max={defaults.max_epochs} />
      <details class="begin-more">
        <summary>More settings</summary>
        <div class="begin-fields">
          <RunNameField label="Name, or none to take that of the data" of={name} />
          <NumberOf label="Put aside, to try it on" unit="% of each class" of={aside} min={5} max={50} step={5} />
          <NumberOf label="Pictures of a step" of={batch} min={1} max={defaults.max_batch} />
          <NumberOf label="Learning rate: size of a step" of={rate} min={0.0001} max={0.1} step={0.0001} />
          <NumberOf label="Seed: the same seed, the same curve" of={seed} min={0} max={defaults.max_seed} />
        </div>
      </details>
      <p class="begin-plan">
        {planWords({ data, start, epochs: epochs.value, validationShare: aside.value / 100 }, starts)}
      </p>
      <BeginFoot beginning={beginning} label="Begin" disabled={base?.available === false} />
    </form>
  );
}

/** Data that cannot be learned from, and why. */
function Problems({ data }: { data: readonly TrainingData[] }) {
  return data.flatMap(({ data_id, name, problem }) =>
    problem === null ? [] : [<p key={data_id} class="small muted">{`${name}: ${problem}`}</p>],
  );
}
