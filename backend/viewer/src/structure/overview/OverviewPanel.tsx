import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren, TargetedMouseEvent } from "preact";
import { useCallback } from "preact/hooks";
import { signedTable } from "../../geometry/colourMap.ts";
import { OVERVIEW } from "../../geometry/overviewLayout.ts";
import { pixelRegion } from "../../geometry/receptiveField.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { Cluster, ClusteredLayer } from "../../protocol/messages.ts";
import { count } from "../../ui/words.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { Marked } from "../pictures/Marked.tsx";
import { mapPicture } from "../pictures/mapPicture.ts";
import { scoreText } from "../scene/criterion.ts";
import { drawnTensor, explainsLittle } from "../scene/drawnTensor.ts";
import type { PanelPixel } from "../scene/events.ts";
import { offText } from "../scene/switchedOff.ts";
import { useStructure } from "../session/useStructure.ts";
import { clusterWords } from "../viewport/clusterWords.ts";
import type { Cell } from "./cells.ts";
import type { Marks } from "./fields.ts";
import { pictureLabel } from "./OverviewCell.tsx";
import { pointAt } from "./pointing.ts";

/** Width in CSS pixels that a letter of a caption takes, on the average. */
const LETTER = 6.5;

const COLOURS = SCENES.colours.clusters;
const SIGNED = signedTable(SCENES.colours.difference);

interface PanelProps {
  cell: Cell;
  column: ClusteredLayer;
  cluster: Cluster;
  /** Whether the keyboard comes in here. */
  entry: boolean;
  marks: ReadonlySignal<Marks | null>;
}

/** The picture of a cluster, with its caption: pointed at it tells of a pixel, and a click opens its maps. */
export function OverviewPanel({ cell, column, cluster, entry, marks }: PanelProps) {
  const session = useStructure();
  const { ablation, maps, viewport } = session;
  const { index } = cluster;
  const { height, width, layer } = column;
  const off = ablation.countOff(layer, cluster.channels);
  const open = () => maps.open(layer, index);
  const pixelOf = (event: TargetedMouseEvent<HTMLElement>): PanelPixel | null => {
    const picture = event.currentTarget.querySelector("canvas");
    const box = picture?.getBoundingClientRect();
    if (!box || box.width === 0) return null;
    const row = Math.floor(((event.clientY - box.top) / box.height) * height);
    const place = Math.floor(((event.clientX - box.left) / box.width) * width);
    const inside = row >= 0 && place >= 0 && row < height && place < width;
    return inside ? { layer, cluster: index, row, column: place } : null;
  };
  return (
    <button
      type="button"
      class="overview-panel"
      data-layer={layer}
      data-cluster={index}
      data-little={explainsLittle(cluster.explained_variance)}
      data-selected={maps.openLayer.value === layer && maps.openCluster.value === index}
      aria-label={pictureLabel(cell, column, index, clusterWords(cluster, column.criterion, off))}
      tabIndex={entry ? 0 : -1}
      style={{ "--cluster": COLOURS[index % COLOURS.length] }}
      onClick={(event) => {
        // A finger cannot hover: its first tap looks at a pixel, the second on the same picture opens it.
        const known = viewport.hovered.peek();
        const again = known?.layer === layer && known.cluster === index && touched === known;
        if (!isByFinger(event) || again) return open();
        pointAt(session, pixelOf(event), "pointer");
        touched = viewport.hovered.peek();
      }}
      onPointerMove={(event) => event.pointerType !== "touch" && pointAt(session, pixelOf(event), "pointer")}
      onPointerLeave={(event) => event.pointerType !== "touch" && pointAt(session, null, "pointer")}
      onFocus={(event) => event.currentTarget.matches(":focus-visible") && lookByKeyboard(session, column, index)}
      onBlur={() => viewport.hovered.peek()?.by === "keyboard" && pointAt(session, null, "keyboard")}
    >
      <Caption cluster={cluster} column={column} off={off} />
      <span class={`overview-frame ${off === cluster.channels.length ? "is-off" : ""}`}>
        <PanelMark marks={marks} cluster={index} height={height} width={width}>
          <ClusterPicture cluster={cluster} height={height} width={width} />
        </PanelMark>
      </span>
    </button>
  );
}

/** What a finger looked at last. */
let touched: unknown = null;

/** Browsers tell of a click what it was made with, though its type does not say so. */
function isByFinger(event: MouseEvent): boolean {
  return "pointerType" in event && event.pointerType === "touch";
}

interface MarkProps {
  marks: ReadonlySignal<Marks | null>;
  cluster: number;
  height: number;
  width: number;
  children: ComponentChildren;
}

function PanelMark({ marks, cluster, children, ...size }: MarkProps) {
  const now = marks.value;
  return (
    <Marked region={regionIn(now, cluster)} darken={now?.isNext} {...size}>
      {children}
    </Marked>
  );
}

function regionIn(marks: Marks | null, cluster: number) {
  if (!marks?.pixel) return marks?.field ?? null;
  return marks.pixel.cluster === cluster ? marks.pixel.region : null;
}

/** Looks at the middle of a picture to which the keyboard has come, or at the same place as on the one before. */
function lookByKeyboard(
  session: ReturnType<typeof useStructure>,
  { layer, height, width }: ClusteredLayer,
  cluster: number,
) {
  const known = session.viewport.hovered.peek();
  if (known?.layer === layer && known.cluster === cluster) return;
  const middle = pixelRegion(Math.floor(height / 2), Math.floor(width / 2));
  pointAt(session, { layer, cluster, row: middle.top, column: middle.left }, "keyboard");
}

function Caption({ cluster, column, off }: { cluster: Cluster; column: ClusteredLayer; off: number }) {
  const { side } = useStructure().overview.grid.value;
  const { length } = cluster.channels;
  const maps = count(length, "map");
  const whole = `${maps} · ${scoreText(column.criterion, cluster.mean_score)}`;
  if (off > 0) return <span class="overview-caption number">{offText(off, length)}</span>;
  const text = [whole, maps].find((words) => words.length * LETTER <= side + OVERVIEW.pictureGap);
  return <span class="overview-caption number">{text ?? length.toLocaleString("en")}</span>;
}

function ClusterPicture({ cluster, height, width }: { cluster: Cluster; height: number; width: number }) {
  const { display, overview } = useStructure();
  const tensor = drawnTensor(cluster);
  const table = cluster.difference ? SIGNED : display.lookup.value;
  const paint = useCallback(() => mapPicture(tensor, table), [tensor, table]);
  // Large pixels stay sharp squares; a map with more pixels than there is room for is averaged.
  const sharp = Math.max(height, width) <= overview.grid.value.side;
  return <LazyCanvas width={width} height={height} paint={paint} data-sharp={sharp} />;
}
