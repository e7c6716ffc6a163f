// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight do not exist and stand where they are put, which a table element cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: only the table has the focus

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { SCENES } from "../../geometry/scenes.ts";
import type { Cluster } from "../../protocol/messages.ts";
import { ARROWS } from "../../ui/arrowKeys.ts";
import { count, percent } from "../../ui/words.ts";
import { clamp } from "../masks/mask.ts";
import { valueText } from "../pictures/mapPicture.ts";
import { explainsLittle } from "../scene/drawnTensor.ts";
import { RowLine } from "./RowLine.tsx";
import type { RowsShown } from "./rowsShown.ts";

/** Clusters beside whose pictures there is room for their numbers; of more, these stand below. */
const BESIDE = 4;
/** Rows of which there are so few that they may be taller. */
const FEW = 4;
/** Height of a line in CSS pixels; all are the same, so that only those in sight need to exist. */
const LINES = { beside: 84, below: 104, few: 132 } as const;
/** Lines kept above and below those in sight. */
const SPARE = 4;

/** A row for each image, a column for each cluster; titles and original stay in sight. */
export function RowTable({ shown }: { shown: RowsShown }) {
  const table = useRef<HTMLDivElement>(null);
  const range = useSignal({ first: 0, last: 12 });
  const { answers, at, layer, ordered, reference } = shown;
  const original = reference.value;
  const clusters = (original && answers.answerTo(original)?.clusters) ?? [];
  const numbers = Math.max(clusters.length, shown.scales.value.length) > BESIDE ? "below" : "beside";
  const line = LINES[numbers === "beside" && ordered.value.length < FEW ? "few" : numbers];
  const look = () => {
    const { scrollTop = 0, clientHeight = 0 } = table.current ?? {};
    const first = Math.max(0, Math.floor(scrollTop / line) - SPARE);
    const last = first + Math.ceil(clientHeight / line) + 2 * SPARE;
    if (first !== range.peek().first || last !== range.peek().last) range.value = { first, last };
  };
  useEffect(() => {
    look();
    addEventListener("resize", look);
    return () => removeEventListener("resize", look);
  }, [line]);
  useEffect(() => {
    at.value = null;
  }, [at, layer.value]);
  // What comes first is what another order is chosen for.
  useEffect(() => table.current?.scrollTo({ top: 0 }), [shown.order.value]);

  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    const size = layer.value;
    if (!arrow || !event.shiftKey || !size) return;
    event.preventDefault();
    const from = at.peek() ?? { row: (size.height - 1) >> 1, column: (size.width - 1) >> 1 };
    at.value = {
      row: clamp(from.row + arrow[0], 0, size.height - 1),
      column: clamp(from.column + arrow[1], 0, size.width - 1),
    };
  };

  const { first, last } = range.value;
  return (
    <div
      ref={table}
      class="rows-table"
      role="table"
      aria-label="Images by row, clusters by column"
      aria-rowcount={ordered.value.length + 2}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes keys of its own, which its description names
      tabIndex={0}
      aria-description="Shift and arrow keys move the pixel that is read."
      data-numbers={numbers}
      style={{
        "--clusters": Math.max(1, clusters.length),
        "--row": `${line}px`,
        "--map": `${line - (numbers === "beside" ? 12 : 32)}px`,
      }}
      onKeyDown={onKeyDown}
      onScroll={look}
      onPointerLeave={(event) => {
        if (event.pointerType !== "touch") at.value = null;
      }}
    >
      <div class="rows-head" role="rowgroup">
        <div class="rows-line rows-titles small" role="row" aria-rowindex={1}>
          <span class="rows-title" role="columnheader">
            Image and answer
          </span>
          {clusters.map((cluster) => (
            <ClusterTitle key={cluster.index} cluster={cluster} shown={shown} />
          ))}
        </div>
        {original && <RowLine row={original} index={2} shown={shown} />}
      </div>
      <div class="rows-body" role="rowgroup" style={{ height: `${ordered.value.length * line}px` }}>
        {ordered.value.slice(first, last).map((row, k) => (
          <RowLine key={row.key} row={row} index={first + k + 3} top={(first + k) * line} shown={shown} />
        ))}
      </div>
    </div>
  );
}

function ClusterTitle({ cluster, shown }: { cluster: Cluster; shown: RowsShown }) {
  const { channels, explained_variance: explained, index } = cluster;
  const scale = shown.scaleOf.value === "cluster" ? shown.scales.value[index] : undefined;
  const { clusters: colours } = SCENES.colours;
  return (
    <span
      class="rows-title number"
      role="columnheader"
      data-little={explainsLittle(explained)}
      style={{ "--cluster": colours[index % colours.length] }}
    >
      <span class="rows-cluster">{`Cluster ${index + 1}`}</span>
      <span class="muted">
        {scale
          ? shown.content.value === "differences"
            ? `±${valueText(scale.limit)}`
            : `${valueText(scale.low)} to ${valueText(scale.high)}`
          : count(channels.length, "map")}
        {!scale && explained !== null && (
          <>
            , <span class="rows-explains">explains </span>
            {percent(explained)}
          </>
        )}
      </span>
    </span>
  );
}
