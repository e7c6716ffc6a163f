import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { USUAL_FILL } from "../../state/fill.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { layerRowsShown } from "../layerRows/layerRows.ts";
import { useStructure } from "../session/useStructure.ts";
import type { Modified } from "./modified.ts";
import { Thumbnail } from "./Thumbnail.tsx";
import "./shelf.css";

/** The original and the modified images that were kept, to return to and to compare. */
export function ShelfPanel() {
  const { comparison, layerRows, masks, shelf } = useStructure();
  const layer = comparison.sides.layer.value;
  const kept = shelf.kept.value;
  const masked = masks.all.value.length > 0;
  const somethingElse = kept.length > 0 || masked;
  return (
    <Panel
      title="Modified images"
      help="modified-images"
      data-tour="shelf"
      actions={
        <>
          {layerRowsShown() && layer && (
            <IconButton icon="images" label="One layer over all of them" onClick={() => layerRows.open(layer.name)} />
          )}
          <Button kind="quiet" disabled={!somethingElse} onClick={() => comparison.sides.choose({ open: true })}>
            Compare
          </Button>
        </>
      }
    >
      <ul class="shelf" aria-label="Kept images">
        <li class="shelf-item" data-shown={!masked}>
          <button
            type="button"
            class="shelf-picture"
            aria-pressed={!masked}
            aria-label="Show the original"
            onClick={() => shelf.show(null)}
          >
            <Thumbnail masks={NO_MASKS} fill={USUAL_FILL} />
          </button>
          <span class="shelf-name">Original</span>
        </li>
        {kept.map((item) => (
          <ShelfItem key={item.id} item={item} />
        ))}
      </ul>
      {kept.length === 0 && <p class="small muted">“Keep” puts the masked image here, to return to and to compare.</p>}
    </Panel>
  );
}

const NO_MASKS: readonly [] = [];

function ShelfItem({ item }: { item: Modified }) {
  const { shelf } = useStructure();
  const editing = useSignal(false);
  const shown = shelf.shown.value?.id === item.id;
  return (
    <li class="shelf-item" data-shown={shown}>
      <button
        type="button"
        class="shelf-picture"
        aria-pressed={shown}
        aria-label={`Show ${item.name}`}
        onClick={() => shelf.show(item)}
      >
        <Thumbnail masks={item.masks} fill={item.fill} />
      </button>
      {editing.value ? (
        <NameField item={item} onEnd={() => (editing.value = false)} />
      ) : (
        <button
          type="button"
          class="shelf-name"
          title={item.name}
          aria-label={`Rename ${item.name}`}
          onClick={() => (editing.value = true)}
        >
          {item.name}
        </button>
      )}
      <span class="shelf-delete">
        <IconButton icon="close" label={`Delete ${item.name}`} onClick={() => shelf.forget(item.id)} />
      </span>
    </li>
  );
}

function NameField({ item, onEnd }: { item: Modified; onEnd: () => void }) {
  const { shelf } = useStructure();
  const field = useRef<HTMLInputElement>(null);
  const ended = useRef(false);
  useEffect(() => field.current?.select(), []);
  const end = (name: string | null) => {
    if (ended.current) return;
    ended.current = true;
    if (name !== null) shelf.rename(item.id, name);
    onEnd();
  };
  return (
    <input
      ref={field}
      class="shelf-field"
      aria-label="Name"
      maxLength={60}
      defaultValue={item.name}
      onBlur={(event) => end(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") end(event.currentTarget.value);
        if (event.key === "Escape") {
          event.stopPropagation();
          end(null);
        }
      }}
    />
  );
}
