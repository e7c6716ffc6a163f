// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight do not exist and stand where they are put, which a table element cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active line
import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { choose } from "../../state/choose.ts";
import { Icon } from "../../ui/Icon.tsx";
import { percent } from "../../ui/words.ts";
import { usePool } from "../session/usePool.ts";
import { points, signed } from "./facts.ts";
import { MaskedImage } from "./MaskedImage.tsx";
import { openInStructure } from "./openInStructure.ts";
import { type Order, type Row, rows, type SortKey } from "./rows.ts";
import "./table.css";

/** Height of a line in CSS pixels; all are the same, so that only those in sight need to exist. */
const LINE = 44;
/** Lines kept above and below those in sight. */
const SPARE = 6;

const COLUMNS: { key: SortKey; title: string; falling: boolean }[] = [
  { key: "index", title: "Copy", falling: false },
  { key: "label", title: "Label", falling: false },
  { key: "change", title: "Change", falling: false },
  { key: "outside", title: "Outside", falling: false },
  { key: "distance", title: "Distance", falling: true },
];

/** The images that pass the filters as a list: to sort, to read, and to choose from by keyboard. */
export function ImageTable() {
  const session = usePool();
  const { run, boundary: found, display, selection, slot } = session;
  const { hovered, selected } = selection;
  const order = useSignal<Order>({ key: "change", falling: false });
  const range = useSignal({ first: 0, last: 12 });
  const grid = useRef<HTMLDivElement>(null);
  const now = run.pool.value;
  const [shown, boundary, support] = [display.shownImages.value, found.known.value, found.supportVectors.value];
  const lines = useMemo(
    () => (now ? rows(now, shown, boundary, support, order.value) : []),
    [now, shown, boundary, support, order.value],
  );
  const at = lines.findIndex((line) => line.image.index === selected.value);

  const look = () => {
    const { scrollTop = 0, clientHeight = 0 } = grid.current ?? {};
    const first = Math.max(0, Math.floor(scrollTop / LINE) - SPARE);
    range.value = { first, last: first + Math.ceil(clientHeight / LINE) + 2 * SPARE };
  };
  /** Height of the lines in sight: below the heads, which stay. */
  const seen = () => (grid.current?.clientHeight ?? 0) - (grid.current?.firstElementChild?.clientHeight ?? 0);
  const show = (line: number) => {
    const box = grid.current;
    if (!box || line < 0) return;
    if (line * LINE < box.scrollTop) box.scrollTop = line * LINE;
    else if ((line + 1) * LINE > box.scrollTop + seen()) box.scrollTop = (line + 1) * LINE - seen();
  };
  useEffect(look, []);
  // What is chosen in the scene is brought into sight here, and stays there when the order changes.
  useEffect(() => show(at), [selected.value, order.value]);

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(seen() / LINE) - 1);
    const moves: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at < 0 ? 0 : at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: lines.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined && lines.length > 0) {
      event.preventDefault();
      const line = lines[Math.min(lines.length - 1, Math.max(0, to))];
      if (line) selection.choose(line.image);
    } else if (event.key === "Enter" && selected.value !== null) openInStructure(session, selected.value);
    else if (event.key === "Escape") selection.choose(null);
  };

  const { first, last } = range.value;
  const active = lines[at];
  return (
    <div
      ref={grid}
      class="pool-table"
      role="grid"
      aria-label="Images of the pool"
      aria-rowcount={lines.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={active && at >= first && at < last ? `${slot}-line-${active.image.index}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={look}
      onPointerLeave={() => {
        hovered.value = null;
      }}
    >
      <Heads
        order={order.value}
        onOrder={(next) => choose("list_order", order, next, `${next.key} ${next.falling ? "falling" : "rising"}`)}
      />
      <div class="pool-table-body" role="rowgroup" style={{ height: `${lines.length * LINE}px` }}>
        {lines.slice(first, last).map((line, k) => (
          <Line key={line.image.index} row={line} at={first + k} chosen={line.image.index === selected.value} />
        ))}
      </div>
      {lines.length === 0 && <p class="pool-table-none muted small">No image passes the filters.</p>}
    </div>
  );
}

function Heads({ order, onOrder }: { order: Order; onOrder: (order: Order) => void }) {
  return (
    <div class="pool-line pool-heads" role="row" aria-rowindex={1}>
      {COLUMNS.map(({ key, title, falling }) => {
        const mine = order.key === key;
        const direction = order.falling ? "descending" : "ascending";
        return (
          <span key={key} class="pool-cell" data-column={key} role="columnheader" aria-sort={mine ? direction : "none"}>
            <button
              type="button"
              class="pool-head"
              data-sorted={mine}
              onKeyDown={(event) => event.key === "Enter" && event.stopPropagation()}
              onClick={() => onOrder({ key, falling: mine ? !order.falling : falling })}
            >
              {title}
              {mine && <Icon name={order.falling ? "chevron-down" : "chevron-up"} size={14} />}
            </button>
          </span>
        );
      })}
    </div>
  );
}

function Line({ row, at, chosen }: { row: Row; at: number; chosen: boolean }) {
  const { run, selection, slot } = usePool();
  const { image, labelName, change, distance, supportVector } = row;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the grid
    <div
      id={`${slot}-line-${image.index}`}
      class="pool-line"
      role="row"
      aria-rowindex={at + 2}
      aria-selected={chosen}
      style={{ transform: `translateY(${at * LINE}px)` }}
      onClick={() => selection.toggle(image)}
      onPointerEnter={() => {
        selection.hovered.value = { index: image.index, pointer: null };
      }}
    >
      <span class="pool-cell pool-cell-image" data-column="index" role="gridcell">
        <MaskedImage image={image} side={32} supportVector={supportVector} outlined />
        <span class="number">{image.index}</span>
      </span>
      <span class="pool-cell" data-column="label" role="gridcell">
        <span class="pool-cell-name">{labelName}</span>
        <span class="pool-tag" data-answer={image.kept ? "kept" : "changed"}>
          {image.kept ? "kept" : "changed"}
        </span>
        {supportVector && <span class="pool-tag">support</span>}
        {run.fills.value.length > 1 && image.fill && <span class="pool-tag">{image.fill}</span>}
      </span>
      <span class="pool-cell number" data-column="change" role="gridcell">
        {points(change)}
      </span>
      <span class="pool-cell number" data-column="outside" role="gridcell">
        {percent(image.outside)}
      </span>
      <span class="pool-cell number" data-column="distance" role="gridcell">
        {distance === null ? "–" : signed(distance)}
      </span>
    </div>
  );
}
