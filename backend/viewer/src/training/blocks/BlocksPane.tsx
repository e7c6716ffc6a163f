import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import type { BlockList, RunBlocks } from "../../protocol/messages.ts";
import { isTyping } from "../../structure/session/useViewKeys.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { Spinner } from "../../ui/Progress.tsx";
import { useKeys } from "../../ui/useKeys.ts";
import type { Training } from "../training.ts";
import { useTraining } from "../useTraining.ts";
import { AddBlock, BlockRow, type WantedFocus } from "./BlockRow.tsx";
import { BlocksBar } from "./BlocksBar.tsx";
import { outcomeWords } from "./blockWords.ts";
import type { Draft } from "./draft.ts";
import type { Measured } from "./measuring.ts";
import { NetworkPicture } from "./NetworkPicture.tsx";
import { KnownBlocks, type NetworkBlocks } from "./networkBlocks.ts";
import { useTrainable } from "./trainable.ts";
import "./blocks.css";

/** A training's lists of blocks; drafts stay while the person is elsewhere. */
const KNOWN = new WeakMap<Training, KnownBlocks>();

function blocksOf(training: Training): NetworkBlocks | null {
  const known = KNOWN.get(training) ?? new KnownBlocks(training.server);
  KNOWN.set(training, known);
  if (training.newFor.value !== null) return known.of({ data: training.newFor.value });
  return training.name.value === null ? null : known.of({ run: training.name.value });
}

/** The network as a list of blocks, to be read and to be changed. */
export function BlocksPane() {
  const training = useTraining();
  const blocks = blocksOf(training);
  if (!blocks) return null;
  if ("run" in blocks.origin && training.run.value?.can_change === false) return <Unchangeable blocks={blocks} />;
  return <Blocks key={JSON.stringify(blocks.origin)} blocks={blocks} />;
}

function Blocks({ blocks }: { blocks: NetworkBlocks }) {
  const { data } = useTrainable(blocks);
  const dataId = data?.data_id ?? null;
  useEffect(() => blocks.follow(() => dataId), [blocks, dataId]);
  const own = blocks.own.value;
  if (own.state === "failed") {
    return (
      <div class="blocks">
        <ErrorNote complaint={own.complaint} onRetry={() => blocks.load()} />
      </div>
    );
  }
  if (own.state !== "ready") {
    return (
      <div class="training-wait">
        <Spinner label="Asking for the blocks" />
      </div>
    );
  }
  const draft = blocks.isOpen.value ? blocks.draft.value : null;
  return (
    <div class="blocks" data-editing={draft !== null}>
      <BlocksBar blocks={blocks} />
      {draft ? <Edited blocks={blocks} draft={draft} /> : <Read blocks={blocks} own={own.value} />}
    </div>
  );
}

/** A head, whose other layers are another network's, and what can be changed instead. */
function Unchangeable({ blocks }: { blocks: NetworkBlocks }) {
  const training = useTraining();
  const { data } = useTrainable(blocks);
  return (
    <div class="training-wait">
      <EmptyState
        icon="layers"
        title="This network cannot be changed block by block"
        text="It is a head: one new layer on a network whose own layers stay as they are."
        action={
          data && (
            <Button icon="edit" onClick={() => training.changeBlocksFor(data.data_id)}>
              Change one from scratch
            </Button>
          )
        }
      />
    </div>
  );
}

function Read({ blocks, own }: { blocks: NetworkBlocks; own: RunBlocks }) {
  const measured = blocks.before.measured.value;
  return (
    <>
      {own.changed_from !== null && <ChangedFrom own={own} />}
      <Picture list={own.network} measured={measured} />
      <ol class="block-list" aria-label="Blocks, in the order in which data flow">
        {own.network.blocks.map((block, at) => (
          <BlockRow
            key={block.name}
            block={block}
            measured={measured?.byName.get(block.name)}
            fault={faultAt(measured, own.network, at)}
            inputRows={own.network.height}
            edited={null}
          />
        ))}
      </ol>
    </>
  );
}

function ChangedFrom({ own: { changed_from: from, changes } }: { own: RunBlocks }) {
  return (
    <section class="blocks-changed" aria-label="What was changed">
      <h3>{`Changed from ${from}`}</h3>
      {changes.length === 0 ? (
        <p class="small muted">Its blocks are the same.</p>
      ) : (
        <ul class="small">
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Edited({ blocks, draft }: { blocks: NetworkBlocks; draft: Draft }) {
  const focus = useSignal<WantedFocus | null>(null);
  const list = draft.list.value;
  const measured = blocks.after.measured.value;
  const onFocus = (wanted: WantedFocus | null) => {
    focus.value = wanted;
  };
  useKeys((event) => onUndoKey(event, draft));
  const changes = draft.changes.value;
  return (
    <>
      <Picture list={list} measured={measured} />
      <p class="unseen" role="status">
        {measured && !blocks.after.pending.value ? outcomeWords(measured.network, measured.told) : ""}
      </p>
      <ol class="block-list" aria-label="Blocks, in the order in which data flow">
        {list.blocks.map((block, at) => (
          <BlockRow
            key={block.name}
            block={block}
            measured={measured?.byName.get(block.name)}
            fault={faultAt(measured, list, at)}
            inputRows={list.height}
            edited={{ draft, at, change: changes.byName.get(block.name), focus: focus.value, onFocus }}
          />
        ))}
      </ol>
      <AddBlock draft={draft} at={list.blocks.length} onFocus={onFocus} label="Add a block at the end" />
    </>
  );
}

function Picture({ list, measured }: { list: BlockList; measured: Measured | null }) {
  return useMemo(() => measured && <NetworkPicture list={list} measured={measured} />, [list, measured]);
}

/** Why the block at a place of a list does not fit, as far as is known of it. */
function faultAt(measured: Measured | null, list: BlockList, at: number): string | null {
  if (!measured || measured.told.fault === null) return null;
  const wrong = measured.network.blocks[measured.told.fault_at ?? -1];
  return wrong !== undefined && wrong.name === list.blocks[at]?.name ? measured.told.fault : null;
}

/** Undo and redo, but where a text is being typed that has not been taken yet. */
function onUndoKey(event: KeyboardEvent, draft: Draft): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || document.querySelector("dialog[open]")) return;
  if (isTyping(event.target) && isUntaken(event.target as HTMLInputElement)) return;
  const key = event.key.toLowerCase();
  if (key === "z" && event.shiftKey) draft.redo();
  else if (key === "z") draft.undo();
  else if (key === "y") draft.redo();
  else return;
  event.preventDefault();
}

function isUntaken(field: HTMLInputElement): boolean {
  return field.getAttribute("aria-valuenow") !== field.value;
}
