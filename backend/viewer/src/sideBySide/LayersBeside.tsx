import { useEffect } from "preact/hooks";
import type { Layer } from "../protocol/messages.ts";
import { AblationBar } from "../structure/ablation/AblationBar.tsx";
import { NO_LAYERS } from "../structure/display/display.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { count } from "../ui/words.ts";
import { ALIGNMENT, type Resolution, resolutionWords } from "./alignment.ts";
import { Letter } from "./Letter.tsx";
import { PanelBeside } from "./PanelBeside.tsx";
import { PlaceLine } from "./PlaceLine.tsx";
import { takePanelKey } from "./panelKeys.ts";
import type { Side } from "./sideBySide.ts";
import { useSideBySide } from "./useSideBySide.ts";

const DESCRIPTION =
  "Layers of both networks, from the input to the answer. Arrow keys go from picture to picture, with Shift from pixel to " +
  "pixel. Enter keeps the place outlined, Escape lets go of it.";

/** The layers of both networks beside each other, with their clusters' pictures; `about` says what stands beside what. */
export function LayersBeside({ about = ALIGNMENT }: { about?: string }) {
  const both = useSideBySide();
  const { a, b, pointed, held, resolutions } = both;
  useEffect(
    () => () => {
      pointed.value = null;
      held.value = false;
    },
    [pointed, held],
  );
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the pictures inside have the focus, and these are their keys */}
      <div
        class="beside-layers"
        onKeyDown={(event) => takePanelKey(event, both)}
        onFocusOut={({ currentTarget, relatedTarget }) => {
          if (!held.peek() && !currentTarget.contains(relatedTarget as Node | null)) pointed.value = null;
        }}
      >
        <Trouble />
        <p class="small muted">{about}</p>
        <section aria-label="Layers beside each other" aria-description={DESCRIPTION}>
          {resolutions.value.map((resolution, place) => (
            <ResolutionRows key={resolution.halvings} resolution={resolution} first={place === 0} />
          ))}
        </section>
        {[a, b].map((side) => side.display.withoutLayers.value && <p key={side.letter}>{NO_LAYERS}</p>)}
      </div>
      <PlaceLine />
      <AblationBar />
    </>
  );
}

/** What went wrong with either network. */
function Trouble() {
  const both = useSideBySide();
  return [both.a, both.b].map(({ letter, answers }) => {
    const now = answers.status.value;
    return now.state === "failed" ? (
      <ErrorNote key={letter} complaint={now.complaint} onRetry={() => both.retry()} />
    ) : null;
  });
}

function ResolutionRows({ resolution: { halvings, pairs }, first }: { resolution: Resolution; first: boolean }) {
  const { a, b } = useSideBySide();
  const words = resolutionWords(halvings);
  return (
    <section class="beside-resolution" aria-label={words}>
      <h3 class="beside-size">
        <span>{words}</span>
        {[a, b].map((side) => (
          <span key={side.letter} class="beside-sizes muted number">
            <Letter of={side} />
            {sizesOf(pairs.map(({ one, two }) => (side === a ? one : two)))}
          </span>
        ))}
      </h3>
      <ol class="beside-pairs">
        {pairs.map(({ one, two }, row) => (
          <li key={`${one?.name} ${two?.name}`} class="beside-pair">
            <LayerCell side={a} layer={one} entry={first && row === 0 && one !== null} />
            <LayerCell side={b} layer={two} entry={first && row === 0 && one === null} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The rows and columns of a network's layers of one resolution. */
function sizesOf(layers: readonly (Layer | null)[]): string {
  const sizes = layers.flatMap((layer) => (layer ? [`${layer.height} × ${layer.width}`] : []));
  return [...new Set(sizes)].join(", ") || "no layer shown";
}

interface LayerCellProps {
  side: Side;
  layer: Layer | null;
  /** Whether the keyboard comes in here. */
  entry: boolean;
}

/** A layer of one network: its name, and its clusters' pictures; an empty place where the network has none here. */
function LayerCell({ side, layer, entry }: LayerCellProps) {
  const { answers, display } = side;
  if (!layer) return <div class="beside-cell" data-none="true" />;
  const column = answers.columns.value[display.columnLayers.value.indexOf(layer)];
  const known = column?.layer === layer.name ? column : null;
  return (
    <div class="beside-cell" data-side={side.letter} data-layer={layer.name} data-old={answers.awaited.value}>
      <p class="beside-layer small">
        <span class="beside-title">{layer.title || layer.name}</span>
        <span class="muted number">{count(layer.channels, "map")}</span>
      </p>
      <div class="beside-pictures">
        {known
          ? known.clusters.map((cluster) => (
              <PanelBeside
                key={cluster.index}
                side={side}
                layer={layer}
                column={known}
                cluster={cluster}
                entry={entry && cluster.index === 0}
              />
            ))
          : Array.from({ length: display.clusterCount.value }, (_, place) => (
              <span key={place} class="beside-waiting" style={{ aspectRatio: `${layer.width} / ${layer.height}` }} />
            ))}
      </div>
    </div>
  );
}
