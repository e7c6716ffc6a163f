import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { BlockList } from "../../protocol/messages.ts";
import { saveFile } from "../../state/download.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { count } from "../../ui/words.ts";
import { compact, differenceWords } from "./blockWords.ts";
import type { Draft } from "./draft.ts";
import type { Measured, Measuring } from "./measuring.ts";
import type { NetworkBlocks } from "./networkBlocks.ts";
import { TrainDialog } from "./TrainDialog.tsx";
import { useTrainable } from "./trainable.ts";

/** What the list comes to, and what can be done with it. */
export function BlocksBar({ blocks }: { blocks: NetworkBlocks }) {
  const draft = blocks.isOpen.value ? blocks.draft.value : null;
  return draft ? <DraftBar blocks={blocks} draft={draft} /> : <ReadBar blocks={blocks} />;
}

function ReadBar({ blocks }: { blocks: NetworkBlocks }) {
  const measured = blocks.before.measured.value;
  const changed = blocks.draft.value?.changes.value.count ?? 0;
  return (
    <div class="blocks-bar">
      <p class="blocks-totals">{measured && <Totals measured={measured} />}</p>
      <div class="blocks-actions">
        <Button kind="primary" icon="edit" onClick={() => blocks.open()}>
          {changed > 0 ? `Go on changing it (${count(changed, "change")})` : "Change and retrain"}
        </Button>
        {measured && <Save list={measured.network} blocks={blocks} />}
      </div>
      <Trouble measuring={blocks.before} />
    </div>
  );
}

function DraftBar({ blocks, draft }: { blocks: NetworkBlocks; draft: Draft }) {
  const asking = useSignal(false);
  const trainable = useTrainable(blocks);
  const [measured, before] = [blocks.after.measured.value, blocks.before.measured.value];
  const { past, future } = draft.steps.value;
  const changes = draft.changes.value;
  const told = measured?.told;
  const isNew = "data" in blocks.origin;
  const current = measured !== null && measured.network === draft.list.value && !blocks.after.pending.value;
  return (
    <div class="blocks-bar">
      <div class="blocks-actions">
        <IconButton icon="undo" label="Undo" disabled={past.length === 0} onClick={() => draft.undo()} />
        <IconButton icon="redo" label="Redo" disabled={future.length === 0} onClick={() => draft.redo()} />
        <IconButton
          icon="retry"
          label="All as it was"
          disabled={changes.count === 0}
          onClick={() => draft.startOver()}
        />
        <span class="blocks-space" />
        <Save list={draft.list.value} blocks={blocks} />
        {!isNew && (
          <Button kind="quiet" onClick={() => blocks.close()}>
            Close
          </Button>
        )}
        {trainable.refused === null && (
          <Button
            kind="primary"
            icon="play"
            disabled={!current || told?.fault != null || !trainable.data}
            onClick={() => {
              asking.value = true;
            }}
          >
            Train this
          </Button>
        )}
      </div>
      <p class="blocks-totals" data-pending={blocks.after.pending.value}>
        {measured && <Totals measured={measured} before={isNew && changes.count === 0 ? null : before} />}
      </p>
      {measured && told?.fault != null && <Fault measured={measured} fault={told.fault} at={told.fault_at} />}
      {changes.gone.length > 0 && (
        <p class="small muted">{`Taken away: ${changes.gone.map(({ name }) => name).join(", ")}`}</p>
      )}
      {trainable.refused !== null && (
        <Refused text={trainable.refused}>
          <code>{trainable.command}</code>
        </Refused>
      )}
      <Trouble measuring={blocks.after} />
      {asking.value && trainable.data && told && (
        <TrainDialog
          blocks={blocks}
          draft={draft}
          data={trainable.data}
          run={trainable.run}
          told={told}
          onClose={() => {
            asking.value = false;
          }}
        />
      )}
    </div>
  );
}

/** That it cannot be trained so, and the way to where it says why. */
function Fault({ measured: { network }, fault, at }: { measured: Measured; fault: string; at: number | null }) {
  const name = at === null ? undefined : network.blocks[at]?.name;
  return (
    <p class="block-fault small">
      <Icon name="warning" size={16} />
      <span>{name === undefined ? fault : `${name} does not fit, so that it cannot be trained.`}</span>
      {name !== undefined && (
        <Button kind="quiet" onClick={() => showBlock(name)}>
          Show it
        </Button>
      )}
    </p>
  );
}

/** Brings a block into sight, and the keyboard to it. */
function showBlock(name: string): void {
  const row = document.querySelector<HTMLElement>(`[data-block="${CSS.escape(name)}"]`);
  row?.scrollIntoView({ block: "center" });
  row
    ?.querySelector<HTMLElement>(".block-settings :is(input, select), [data-tool]:not(:disabled)")
    ?.focus({ preventScroll: true });
}

function Refused({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <p class="small">
      {text} {"Saved as a file, it is trained on the server’s machine by: "}
      {children}
    </p>
  );
}

function Totals({ measured: { network, told }, before = null }: { measured: Measured; before?: Measured | null }) {
  const fitting = told.blocks.filter(({ output }) => output !== null).length;
  if (fitting < network.blocks.length) {
    return <>{`${count(network.blocks.length, "block")}, of which the first ${fitting} fit.`}</>;
  }
  const total = (number: number, was: number | undefined, format: (number: number) => string) =>
    was === undefined ? "" : ` (${differenceWords(number, was, format)})`;
  return (
    <>
      {`${count(network.blocks.length, "block")}. `}
      <strong>{count(told.parameters, "parameter")}</strong>
      {total(told.parameters, before?.told.parameters, (number) => number.toLocaleString("en"))}
      {told.kept_parameters !== null && before && `, ${told.kept_parameters.toLocaleString("en")} of them kept`}
      {`; ${compact(told.multiplications)} multiply-adds a picture`}
      {total(told.multiplications, before?.told.multiplications, compact)}.
    </>
  );
}

function Save({ list, blocks: { origin } }: { list: BlockList; blocks: NetworkBlocks }) {
  const name = "run" in origin ? origin.run : origin.data;
  return (
    <IconButton
      icon="download"
      label="Save the list as a file"
      onClick={() =>
        saveFile(new Blob([`${JSON.stringify(list, null, 1)}\n`], { type: "application/json" }), `${name}-blocks.json`)
      }
    />
  );
}

function Trouble({ measuring }: { measuring: Measuring }) {
  const trouble = measuring.trouble.value;
  return trouble && <ErrorNote complaint={trouble} onRetry={() => measuring.retry()} />;
}
