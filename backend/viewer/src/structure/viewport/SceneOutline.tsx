import { useLayoutEffect, useRef } from "preact/hooks";
import type { ClusteredLayer, Layer } from "../../protocol/messages.ts";
import { choose } from "../../state/choose.ts";
import { IconButton } from "../../ui/Button.tsx";
import { useOverlay } from "../../ui/overlays.ts";
import { count } from "../../ui/words.ts";
import { useStructure } from "../session/useStructure.ts";
import { clusterWords } from "./clusterWords.ts";
import "./outline.css";

/** The scene as a list: columns and their clusters, as buttons. */
export function SceneOutline() {
  const { answers, display, viewport } = useStructure();
  const { outlineOpen } = viewport;
  const panel = useRef<HTMLElement>(null);
  const open = outlineOpen.value;
  useLayoutEffect(() => {
    if (open) panel.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [open]);
  const close = () => choose("outline", outlineOpen, false);
  useOverlay(close, "scene", open);
  if (!open) return null;
  return (
    <section
      ref={panel}
      class="outline"
      aria-label="Outline of the scene"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <header class="outline-head">
        <h3>Outline</h3>
        <IconButton icon="close" label="Close outline" onClick={close} />
      </header>
      <ol class="outline-list">
        {display.columnLayers.value.map((layer, position) => (
          <li key={layer.name}>
            <Column layer={layer} position={position} column={answers.columns.value[position] ?? null} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Column({ layer, position, column }: { layer: Layer; position: number; column: ClusteredLayer | null }) {
  const { ablation, maps, viewport } = useStructure();
  const { seen } = viewport;
  return (
    <>
      <button
        type="button"
        class="outline-column"
        onClick={() => {
          seen.value?.focusColumn(position);
          seen.value?.hoverPixel(null);
        }}
      >
        <span class="outline-name">{layer.name}</span>
        <span class="muted number">{`${count(layer.channels, "map")} of ${layer.height} × ${layer.width}`}</span>
      </button>
      <ul>
        {column?.clusters.map((cluster) => (
          <li key={cluster.index}>
            <button
              type="button"
              class="outline-cluster number"
              onClick={() => maps.open(layer.name, cluster.index)}
              onFocus={() => seen.value?.focusColumn(position)}
            >
              {`Cluster ${cluster.index + 1}: ${clusterWords(cluster, column.criterion, ablation.countOff(layer.name, cluster.channels))}`}
            </button>
          </li>
        )) ?? <li class="outline-cluster muted">Loading …</li>}
      </ul>
    </>
  );
}
