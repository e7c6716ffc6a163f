import { useComputed } from "@preact/signals";
import type { ComponentChildren, TargetedMouseEvent } from "preact";
import { useCallback } from "preact/hooks";
import { signedTable } from "../geometry/colourMap.ts";
import { SCENES } from "../geometry/scenes.ts";
import type { Cluster, ClusteredLayer, Layer } from "../protocol/messages.ts";
import { LazyCanvas } from "../structure/pictures/LazyCanvas.tsx";
import { Marked } from "../structure/pictures/Marked.tsx";
import { mapPicture } from "../structure/pictures/mapPicture.ts";
import { drawnTensor, explainsLittle } from "../structure/scene/drawnTensor.ts";
import { clusterWords } from "../structure/viewport/clusterWords.ts";
import type { PointedPixel, Side } from "./sideBySide.ts";
import { useSideBySide } from "./useSideBySide.ts";

const COLOURS = SCENES.colours.clusters;
const SIGNED = signedTable(SCENES.colours.difference);

interface PanelProps {
  side: Side;
  layer: Layer;
  column: ClusteredLayer;
  cluster: Cluster;
  /** Whether the keyboard comes in here. */
  entry: boolean;
}

/** The picture of a cluster: pointed at, the same place is outlined in all pictures; a click keeps it so. */
export function PanelBeside({ side, layer, column, cluster, entry }: PanelProps) {
  const { held, pointed } = useSideBySide();
  const { height, width } = column;
  const { index } = cluster;
  const title = side.subject.network.value?.summary.title ?? "";
  const words = clusterWords(cluster, column.criterion, 0);
  const pixelOf = (event: TargetedMouseEvent<HTMLElement>): PointedPixel => {
    const box = event.currentTarget.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * height);
    const place = Math.floor(((event.clientX - box.left) / box.width) * width);
    return {
      letter: side.letter,
      layer: layer.name,
      cluster: index,
      row: within(row, height),
      column: within(place, width),
    };
  };
  return (
    <button
      type="button"
      class="beside-panel"
      data-side={side.letter}
      data-layer={layer.name}
      data-cluster={index}
      data-little={explainsLittle(cluster.explained_variance)}
      aria-label={`${side.letter}, ${title}: ${layer.title || layer.name}, cluster ${index + 1} of ${column.clusters.length}: ${words}`}
      tabIndex={entry ? 0 : -1}
      style={{ "--cluster": COLOURS[index % COLOURS.length] }}
      onClick={(event) => {
        // A press of Enter has no place of its own.
        if (event.detail > 0) pointed.value = pixelOf(event);
        held.value = event.detail === 0 || !held.peek();
      }}
      onPointerMove={(event) => {
        if (!held.peek() && event.pointerType !== "touch") pointed.value = pixelOf(event);
      }}
      onPointerLeave={(event) => {
        if (!held.peek() && event.pointerType !== "touch") pointed.value = null;
      }}
      onFocus={(event) => {
        if (held.peek() || !event.currentTarget.matches(":focus-visible")) return;
        const known = pointed.peek();
        const same = known?.letter === side.letter && known.layer === layer.name ? known : null;
        const [row, middle] = same ? [same.row, same.column] : [Math.floor(height / 2), Math.floor(width / 2)];
        pointed.value = { letter: side.letter, layer: layer.name, cluster: index, row, column: middle };
      }}
    >
      <Mark side={side} layer={layer}>
        <ClusterPicture side={side} cluster={cluster} height={height} width={width} />
      </Mark>
    </button>
  );
}

function within(place: number, count: number): number {
  return Math.min(Math.max(place, 0), count - 1);
}

/** Only what is outlined is drawn anew while the pointer moves, not the pictures. */
function Mark({ side, layer, children }: { side: Side; layer: Layer; children: ComponentChildren }) {
  const both = useSideBySide();
  const region = useComputed(() => both.regionIn(side, layer));
  return (
    <Marked region={region.value} height={layer.height} width={layer.width}>
      {children}
    </Marked>
  );
}

function ClusterPicture({
  side,
  cluster,
  height,
  width,
}: {
  side: Side;
  cluster: Cluster;
  height: number;
  width: number;
}) {
  const tensor = drawnTensor(cluster);
  const table = cluster.difference ? SIGNED : side.display.lookup.value;
  const paint = useCallback(() => mapPicture(tensor, table), [tensor, table]);
  return <LazyCanvas width={width} height={height} paint={paint} />;
}
