import { useLayoutEffect, useRef } from "preact/hooks";
import { BLOCK_BOUNDS, type Block, type MeasuredBlock } from "../../protocol/messages.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { BlockSettings } from "./BlockSettings.tsx";
import type { SettingValue } from "./block.ts";
import { type BlockChange, isChange } from "./blockChanges.ts";
import { withBlock, withMoved, withoutBlock, withSetting } from "./blockEdits.ts";
import { KIND_NAMES, KINDS, settingsWords } from "./blockKinds.ts";
import { blockFacts, shapeWords } from "./blockWords.ts";
import type { Draft } from "./draft.ts";
import { BlockPicture } from "./NetworkPicture.tsx";

/** What of a block is to have the keyboard's focus after an edit. */
export interface WantedFocus {
  readonly name: string;
  /** The button that was pressed; null for its first setting. */
  readonly tool: Tool | null;
}

type Tool = "up" | "down" | "remove";

interface BlockRowProps {
  block: Block;
  /** What the server said of it last; undefined where it has not been asked. */
  measured: MeasuredBlock | undefined;
  /** Why it does not fit; null where it does. */
  fault: string | null;
  inputRows: number;
  edited: EditedBlock | null;
}

/** How a block is changed. */
export interface EditedBlock {
  readonly draft: Draft;
  readonly at: number;
  readonly change: BlockChange | undefined;
  readonly focus: WantedFocus | null;
  readonly onFocus: (wanted: WantedFocus | null) => void;
}

const NO_SETTINGS: ReadonlyMap<string, SettingValue> = new Map();

/** A block: what it is, what comes out of it, and, in a draft, what can be made of it. */
export function BlockRow({ block, measured, fault, inputRows, edited }: BlockRowProps) {
  const row = useRef<HTMLLIElement>(null);
  const wanted = edited?.focus?.name === block.name ? edited.focus : null;
  useLayoutEffect(() => {
    if (!wanted || !row.current) return;
    focusIn(row.current, wanted.tool);
    edited?.onFocus(null);
  }, [wanted]);
  const { title } = KINDS[block.kind];
  const change = edited?.change;
  return (
    <li
      ref={row}
      class="block"
      data-block={block.name}
      data-changed={change !== undefined && isChange(change)}
      data-fault={fault !== null}
    >
      {edited && <AddBlock {...edited} at={edited.at} label={`Add a block before ${block.name}`} />}
      <div class="block-card">
        <BlockPicture block={block} output={measured?.output ?? null} inputRows={inputRows} />
        <div class="block-what">
          <p class="block-head">
            <strong>{title}</strong>
            <span class="small muted block-name">{block.name}</span>
            {change && <ChangeMark change={change} />}
          </p>
          {!edited && <p class="small">{settingsWords(block)}</p>}
          {edited && measured?.kept != null && fault === null && <Kept measured={measured} />}
        </div>
        <p class="block-facts small number">
          {measured?.output ? (
            <>
              <strong>{shapeWords(measured.output)}</strong>
              <span class="muted">{blockFacts(measured)}</span>
            </>
          ) : (
            <span class="muted">{measured === undefined ? "…" : fault === null ? "not reached" : "does not fit"}</span>
          )}
        </p>
        {edited && <Tools block={block} edited={edited} />}
        {fault !== null && (
          <p class="block-fault small">
            <Icon name="warning" size={16} />
            <span>{fault}</span>
          </p>
        )}
        {edited && (
          <BlockSettings
            block={block}
            was={change?.was ?? NO_SETTINGS}
            onChange={(name, value) =>
              edited.draft.edit(withSetting(edited.draft.list.peek(), edited.at, name, value), `${block.name} ${name}`)
            }
          />
        )}
      </div>
    </li>
  );
}

/** What is seen nowhere else: of changed settings each says what it was. */
function ChangeMark({ change }: { change: BlockChange }) {
  const words = change.isNew ? "new" : change.isMoved ? "moved" : null;
  return words && <span class="block-mark small">{words}</span>;
}

function Kept({ measured: { kept, kept_reason: reason } }: { measured: MeasuredBlock }) {
  return (
    <p class="block-kept small" data-kept={kept}>
      <Icon name={kept ? "check" : "retry"} size={16} />
      <span>{kept ? "Keeps its weights" : `New weights: ${lowerFirst(reason ?? "they do not fit.")}`}</span>
    </p>
  );
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function Tools({ block, edited: { draft, at, onFocus } }: { block: Block; edited: EditedBlock }) {
  const { blocks } = draft.list.value;
  const move = (to: number, tool: Tool) => {
    onFocus({ name: block.name, tool });
    draft.edit(withMoved(draft.list.peek(), at, to));
  };
  return (
    <div class="block-tools">
      <IconButton
        icon="chevron-up"
        label={`Move ${block.name} up`}
        data-tool="up"
        disabled={at === 0}
        onClick={() => move(at - 1, "up")}
      />
      <IconButton
        icon="chevron-down"
        label={`Move ${block.name} down`}
        data-tool="down"
        disabled={at === blocks.length - 1}
        onClick={() => move(at + 1, "down")}
      />
      <IconButton
        icon="trash"
        label={`Remove ${block.name}`}
        data-tool="remove"
        disabled={blocks.length === 1}
        onClick={() => {
          const next = blocks[at + 1] ?? blocks[at - 1];
          if (next) onFocus({ name: next.name, tool: "remove" });
          draft.edit(withoutBlock(draft.list.peek(), at));
        }}
      />
    </div>
  );
}

/** A button between two blocks, for one of any kind. */
export function AddBlock({
  draft,
  at,
  onFocus,
  label,
}: Pick<EditedBlock, "draft" | "at" | "onFocus"> & { label: string }) {
  const isFull = draft.list.value.blocks.length >= BLOCK_BOUNDS.blocks;
  return (
    <div class="block-gap">
      <Menu
        label={label}
        icon="plus"
        compact
        items={KIND_NAMES.map((kind) => ({
          label: `${KINDS[kind].title}: ${KINDS[kind].does}`,
          disabled: isFull,
          onSelect: () => {
            const next = withBlock(draft.list.peek(), at, kind);
            onFocus({ name: next.blocks[at]?.name ?? "", tool: null });
            draft.edit(next);
          },
        }))}
      />
    </div>
  );
}

/** Its first setting, or a button; where that is of no use now, the next that is. */
function focusIn(row: HTMLElement, tool: Tool | null): void {
  const wanted = tool
    ? row.querySelector<HTMLElement>(`[data-tool="${tool}"]:not(:disabled)`)
    : row.querySelector<HTMLElement>(".block-settings :is(input, select)");
  (wanted ?? row.querySelector<HTMLElement>("[data-tool]:not(:disabled)"))?.focus();
}
