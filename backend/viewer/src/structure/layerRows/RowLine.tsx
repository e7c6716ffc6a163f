// biome-ignore-all lint/a11y/useSemanticElements: lines out of sight do not exist and stand where they are put, which a table element cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: only the table has the focus
import { useCallback } from "preact/hooks";
import { pixelRegion } from "../../geometry/receptiveField.ts";
import { numberText, valueAt } from "../../geometry/tensor.ts";
import type { Cluster } from "../../protocol/messages.ts";
import { IconButton } from "../../ui/Button.tsx";
import { percent } from "../../ui/words.ts";
import { clamp } from "../masks/mask.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { Marked } from "../pictures/Marked.tsx";
import { valueText } from "../pictures/mapPicture.ts";
import { Thumbnail } from "../shelf/Thumbnail.tsx";
import { cellPicture, cellTensor } from "./cellPicture.ts";
import type { Change } from "./change.ts";
import { fallWords } from "./fallWords.ts";
import type { Row } from "./rowImages.ts";
import type { RowsShown } from "./rowsShown.ts";

interface RowLineProps {
  row: Row;
  /** Its place among the table's rows, from 1, titles included. */
  index: number;
  /** Where it stands below the titles, in CSS pixels; left out of what stays. */
  top?: number;
  shown: RowsShown;
}

/** One image: what it looks like, what the network answers, and the layer's clusters. */
export function RowLine({ row, index, top, shown }: RowLineProps) {
  const answer = shown.answers.answerTo(row);
  const complaint = shown.answers.complaintOf(row);
  return (
    <div
      class="rows-line"
      role="row"
      aria-rowindex={index}
      style={top === undefined ? undefined : { position: "absolute", top: `${top}px`, insetInline: 0 }}
    >
      <ImageCell row={row} shown={shown} />
      {answer?.clusters.map((cluster, place) => (
        <ClusterCell key={cluster.index} cluster={cluster} change={answer.changes[place] ?? null} shown={shown} />
      ))}
      {!answer && (
        <span class="rows-none small muted" role="cell" data-failed={complaint !== undefined}>
          {complaint ? `Not answered: ${complaint.message}` : "Not answered yet"}
        </span>
      )}
    </div>
  );
}

function ImageCell({ row, shown }: { row: Row; shown: RowsShown }) {
  const size = shown.session.subject.inputSize.value ?? { height: 1, width: 1 };
  const answer = shown.answers.answerTo(row);
  const [top] = answer?.classes ?? [];
  const fall = row.reference ? null : shown.fallOf(row);
  return (
    <div class="rows-image" role="rowheader">
      <span class="rows-thumbnail" style={{ "--shape": Math.min(1, size.width / size.height) }}>
        <Marked region={shown.field.value} height={size.height} width={size.width}>
          <Thumbnail masks={row.masks} fill={row.fill} />
        </Marked>
      </span>
      <span class="rows-words small number">
        <span class="rows-name" title={row.name}>
          {row.name}
        </span>
        {top && <span class="rows-answer">{`${top.label.name} ${percent(top.probability)}`}</span>}
        {fall && <span class="rows-fall muted">{fallWords(fall, top?.label.index === fall.label.index)}</span>}
      </span>
      <IconButton icon="network" label={`Open ${row.name} in scene 1`} onClick={() => shown.openInScene(row)} />
    </div>
  );
}

interface ClusterCellProps {
  cluster: Cluster;
  change: Change | null;
  shown: RowsShown;
}

function ClusterCell({ cluster, change, shown }: ClusterCellProps) {
  const { at, content, scales, session } = shown;
  const scale = scales.value[cluster.index];
  const [tensor, signed] = cellTensor(cluster, content.value);
  const [height = 1, width = 1] = tensor.shape;
  const colours = session.display.lookup.value;
  const paint = useCallback(
    () => cellPicture(shown, cluster),
    [shown, cluster, content.value, colours, ...(signed ? [scale?.limit, 0] : [scale?.low, scale?.high])],
  );
  const look = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    at.value = {
      row: clamp(Math.floor(((event.clientY - box.top) / box.height) * height), 0, height - 1),
      column: clamp(Math.floor(((event.clientX - box.left) / box.width) * width), 0, width - 1),
    };
  };
  const pixel = at.value;
  return (
    <div class="rows-cell" role="cell" data-cluster={cluster.index}>
      <span
        class="rows-map"
        style={{ "--shape": Math.min(1, width / height) }}
        onPointerDown={look}
        onPointerMove={look}
      >
        <Marked region={pixel && pixelRegion(pixel.row, pixel.column)} height={height} width={width}>
          <LazyCanvas width={width} height={height} paint={paint} />
        </Marked>
      </span>
      <span class="rows-numbers small number">
        {pixel ? (
          <span class="rows-value">{pixelValue(valueAt(tensor, pixel.row, pixel.column), signed)}</span>
        ) : (
          <span class="rows-value muted">
            {change ? <span class="rows-mean">mean change </span> : <span class="unseen">original</span>}
            {change && numberText(change.mean, 3)}
          </span>
        )}
        {change && (
          <span class="rows-track" aria-hidden="true">
            <span class="rows-bar" style={{ width: `${scale?.longest ? (100 * change.mean) / scale.longest : 0}%` }} />
          </span>
        )}
      </span>
    </div>
  );
}

/** The value at the pixel; a difference has its sign. */
function pixelValue(value: number, signed: boolean): string {
  return `${signed && value > 0 ? "+" : ""}${valueText(value)}`;
}
