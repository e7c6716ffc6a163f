import { useLayoutEffect, useRef } from "preact/hooks";
import type { Layer } from "../../protocol/messages.ts";
import { choose } from "../../state/choose.ts";
import { isShown } from "../../state/shown.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { useOverlay } from "../../ui/overlays.ts";
import { ProgressBar } from "../../ui/Progress.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { Select } from "../../ui/Select.tsx";
import { count } from "../../ui/words.ts";
import { AblationBar } from "../ablation/AblationBar.tsx";
import { ClusterStrip } from "../ablation/ClusterStrip.tsx";
import { layerRowsShown } from "../layerRows/layerRows.ts";
import { criterionTitle } from "../scene/criterion.ts";
import { useStructure } from "../session/useStructure.ts";
import { useViewKeys } from "../session/useViewKeys.ts";
import { CardPlace } from "./CardPlace.tsx";
import { LargeMap } from "./LargeMap.tsx";
import { MapGrid } from "./MapGrid.tsx";
import type { Maps, Order } from "./maps.ts";
import { describeMaps } from "./mapsWords.ts";
import "./maps.css";

/** The feature maps of the cluster or layer that is open, over the scene; nothing where none is. */
export function FeatureMapBrowser() {
  const layer = useStructure().maps.layer.value;
  return layer ? <OpenBrowser key={layer.name} layer={layer} /> : null;
}

function OpenBrowser({ layer }: { layer: Layer }) {
  const { layerRows, maps } = useStructure();
  const sheet = useRef<HTMLElement>(null);
  useOverlay(() => maps.close(), "scene");
  // Before it is painted: a key that follows at once is meant for it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    sheet.current?.focus({ preventScroll: true });
    return () => {
      maps.largeChannel.value = null;
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [maps]);
  useViewKeys(sheet, (event) => onEscape(event, maps));
  const large = maps.large.value;
  const channel = large?.map.channel ?? null;
  const before = useRef<number | null>(null);
  useLayoutEffect(() => {
    // Back in the grid, the keyboard goes on where it left it.
    const left = before.current;
    before.current = channel;
    if (left === null || channel !== null) return;
    (sheet.current?.querySelector<HTMLElement>(`[data-channel="${left}"]`) ?? sheet.current)?.focus();
  }, [channel]);
  return (
    <section ref={sheet} class="browser" tabIndex={-1} aria-label={`Feature maps of ${layer.name}`}>
      <header class="browser-head">
        {large ? (
          <Button kind="quiet" icon="arrow-left" onClick={() => maps.enlarge(null)}>
            All maps
          </Button>
        ) : null}
        <div class="browser-words">
          <h3 class="browser-title">
            {large ? `${layer.name}, channel ${large.map.channel}` : layer.name}
            <HelpButton topic="feature-maps" about="Feature maps" />
          </h3>
          <p class="small muted number">{describeMaps(layer, maps)}</p>
        </div>
        {!large && <Choices layer={layer} />}
        {layerRowsShown() && (
          <IconButton icon="images" label="This layer over many images" onClick={() => layerRows.open(layer.name)} />
        )}
        <IconButton icon="close" label="Close feature maps" onClick={() => maps.close()} />
      </header>
      <AblationBar />
      <Body layer={layer} />
    </section>
  );
}

/** Escape goes back to the grid, then closes it, wherever the keyboard is, unless a dialog is open above. */
function onEscape(event: KeyboardEvent, maps: Maps): void {
  if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (maps.largeChannel.value !== null) maps.enlarge(null);
  else maps.close();
}

function Choices({ layer }: { layer: Layer }) {
  const { display, maps } = useStructure();
  const { openCluster, order } = maps;
  const clusters = isShown("clusters") ? maps.clusters.value : null;
  const options = [
    { value: "all", label: `All ${layer.channels} maps` },
    ...(clusters ?? []).map(({ index, channels }) => ({
      value: String(index),
      label: `Cluster ${index + 1} (${channels.length})`,
    })),
  ];
  const now = openCluster.value === null ? "all" : String(openCluster.value);
  return (
    <div class="browser-choices">
      {options.length > 1 && (
        <Select
          label="Maps shown"
          labelUnseen
          options={options}
          value={now}
          onChange={(value) => maps.open(layer.name, value === "all" ? null : Number(value))}
        />
      )}
      <Segmented<Order>
        label="Order"
        options={[
          { value: "channel", label: "Channel" },
          { value: "score", label: criterionTitle(display.criterion.value) },
        ]}
        value={order.value}
        onChange={(value) => choose("map_order", order, value)}
      />
    </div>
  );
}

function Body({ layer }: { layer: Layer }) {
  const { ablation, maps } = useStructure();
  const { running, progress, complaint } = maps.status.value;
  const here = maps.sorted.value.length > 0;
  const [cluster, clusters] = [maps.openCluster.value, maps.clusters.value];
  const opened = cluster === null || maps.large.value ? undefined : clusters?.[cluster];
  const isOff = opened && ablation.countOff(layer.name, opened.channels) === opened.channels.length;
  const gone = cluster !== null && clusters && cluster >= clusters.length;
  return (
    <div class="browser-body" data-old={running && here} aria-busy={running}>
      {complaint && <ErrorNote complaint={complaint} onRetry={() => maps.retry()} />}
      {gone && !complaint && (
        <div class="browser-gone">
          <p>{`This layer has only ${count(clusters.length, "cluster")} now.`}</p>
          <Button onClick={() => maps.open(layer.name, null)}>Show all its maps</Button>
        </div>
      )}
      {!here && !complaint && !gone && (
        <div class="browser-wait">
          <ProgressBar
            value={progress && progress.total > 0 ? progress.done / progress.total : null}
            label="Loading feature maps"
            secondsLeft={progress?.seconds_left}
          />
        </div>
      )}
      {here && !gone && opened && isShown("ablation") && <ClusterStrip layer={layer.name} channels={opened.channels} />}
      {here && !gone && opened && !isOff && isShown("clusters") && <CardPlace />}
      {here && !gone && (maps.large.value ? <LargeMap layer={layer} /> : <MapGrid />)}
    </div>
  );
}
