import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Complaint } from "../protocol/complaint.ts";
import type { TrainingData, TrainingOffer } from "../protocol/messages.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { Select } from "../ui/Select.tsx";
import { count } from "../ui/words.ts";
import { planWords, SCRATCH } from "./runWords.ts";
import { useTraining } from "./useTraining.ts";
import "../ui/field.css";

interface BeginDialogProps {
  offer: TrainingOffer;
  onClose: () => void;
}

/** What a new run learns, from what, and how long. */
export function BeginDialog({ offer, onClose }: BeginDialogProps) {
  const usable = offer.data.filter(({ problem }) => problem === null);
  return (
    <Dialog title="Begin a run" open onClose={onClose} class="begin-dialog">
      {usable[0] ? (
        <Form offer={offer} first={usable[0]} onClose={onClose} />
      ) : (
        <EmptyState icon="images" title="There is nothing to learn from" text={<Problems data={offer.data} />} />
      )}
    </Dialog>
  );
}

function Form({ offer, first, onClose }: BeginDialogProps & { first: TrainingData }) {
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
  const sending = useSignal(false);
  const complaint = useSignal<Complaint | null>(null);
  const nameId = useId();
  const data = offer.data.find(({ data_id }) => data_id === dataId.value) ?? first;
  const start = wantedStart.value ?? data.start;
  const base = starts.find((one) => one.start === start);
  const begin = async () => {
    sending.value = true;
    complaint.value = null;
    try {
      await training.begin({
        data_id: data.data_id,
        start,
        name: name.value.trim() || null,
        epochs: epochs.value,
        batch: batch.value,
        learning_rate: rate.value,
        validation_share: aside.value / 100,
        seed: seed.value,
      });
      onClose();
    } catch (error) {
      complaint.value = Complaint.of(error);
    }
    sending.value = false;
  };
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
      <NumberField
        label="Epochs: how often it sees every picture"
        min={1}
        max={defaults.max_epochs}
        value={epochs.value}
        onChange={(next) => {
          epochs.value = next;
        }}
      />
      <details class="begin-more">
        <summary>More settings</summary>
        <div class="begin-fields">
          <div class="field">
            <label class="field-label" for={nameId}>
              Name, or none to take that of the data
            </label>
            <input
              id={nameId}
              class="field-input"
              type="text"
              maxLength={64}
              pattern="[a-z0-9][a-z0-9_\-]*"
              title="Small letters, digits, hyphens and underscores"
              autocomplete="off"
              spellcheck={false}
              value={name.value}
              onInput={(event) => {
                name.value = event.currentTarget.value;
              }}
            />
          </div>
          <NumberField
            label="Put aside, to try it on"
            unit="% of each class"
            min={5}
            max={50}
            step={5}
            value={aside.value}
            onChange={(next) => {
              aside.value = next;
            }}
          />
          <NumberField
            label="Pictures of a step"
            min={1}
            max={defaults.max_batch}
            value={batch.value}
            onChange={(next) => {
              batch.value = next;
            }}
          />
          <NumberField
            label="Learning rate: size of a step"
            min={0.0001}
            max={0.1}
            step={0.0001}
            value={rate.value}
            onChange={(next) => {
              rate.value = next;
            }}
          />
          <NumberField
            label="Seed: the same seed, the same curve"
            min={0}
            max={defaults.max_seed}
            value={seed.value}
            onChange={(next) => {
              seed.value = next;
            }}
          />
        </div>
      </details>
      <p class="begin-plan">
        {planWords({ data, start, epochs: epochs.value, validationShare: aside.value / 100 }, starts)}
      </p>
      {complaint.value && <ErrorNote complaint={complaint.value} />}
      <div class="begin-foot">
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" type="submit" icon="play" disabled={sending.value || base?.available === false}>
          {sending.value ? "Beginning …" : "Begin"}
        </Button>
      </div>
    </form>
  );
}

/** Data that cannot be learned from, and why. */
function Problems({ data }: { data: readonly TrainingData[] }) {
  return data.flatMap(({ data_id, name, problem }) =>
    problem === null ? [] : [<p key={data_id} class="small muted">{`${name}: ${problem}`}</p>],
  );
}
