import { useCallback, useRef } from "preact/hooks";
import type { FeatureMap } from "../../protocol/messages.ts";
import "../ablation/ablation.css";
import { isShown } from "../../state/shown.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { mapPicture } from "../pictures/mapPicture.ts";
import { ScaleRow } from "../pictures/ScaleRow.tsx";
import { criterionName, scoreText } from "../scene/criterion.ts";
import { useStructure } from "../session/useStructure.ts";

/** Every open map, small. Arrow keys go through them; Enter shows one large. */
export function MapGrid() {
  const list = useRef<HTMLUListElement>(null);
  const maps = useStructure().maps.sorted.value;
  const { ablation, maps: open } = useStructure();
  const onKeyDown = (event: KeyboardEvent) => {
    const focused = document.activeElement;
    if (isSwitchKey(event) && focused instanceof HTMLElement && focused.dataset.channel && open.layer.value) {
      event.preventDefault();
      if (isShown("ablation")) ablation.toggle(open.layer.value.name, [Number(focused.dataset.channel)]);
      return;
    }
    const cells = [...(list.current?.querySelectorAll<HTMLElement>(".map-cell") ?? [])];
    const at = cells.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? undefined : cells[target(event.key, at, cells)];
    if (!next || next === cells[at]) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <>
      <p class="map-grid-scale small muted">
        <ScaleRow low="low" high="high" />
        each map by its own range
      </p>
      <ul
        ref={list}
        class="map-grid"
        aria-label="Feature maps"
        style={{ "--cell": `${cellSide(maps.length)}px` }}
        onKeyDown={onKeyDown}
      >
        {maps.map((map, place) => (
          <MapCell key={map.channel} map={map} first={place === 0} />
        ))}
      </ul>
    </>
  );
}

/** Width of a cell at least, in CSS pixels: fewer maps are drawn larger. */
function cellSide(count: number): number {
  if (count <= 12) return 168;
  return count <= 40 ? 124 : 92;
}

function MapCell({ map, first }: { map: FeatureMap; first: boolean }) {
  const { ablation, display, maps } = useStructure();
  const layer = maps.layer.value?.name ?? "";
  const off = ablation.countOff(layer, [map.channel]) > 0;
  const switchable = isShown("ablation");
  const criterion = display.criterion.value;
  const colours = display.lookup.value;
  const paint = useCallback(() => mapPicture(map.map, colours), [map, colours]);
  const [height = 1, width = 1] = map.map.shape;
  return (
    <li class="map-place">
      <button
        type="button"
        class="map-cell"
        aria-keyshortcuts={switchable ? "X" : undefined}
        data-channel={map.channel}
        tabIndex={first ? 0 : -1}
        onClick={() => maps.enlarge(map.channel)}
        onPointerEnter={() => {
          maps.pointed.value = { channel: map.channel };
        }}
        onPointerLeave={() => {
          maps.pointed.value = null;
        }}
      >
        <span class={off ? "is-off" : undefined}>
          <LazyCanvas width={width} height={height} paint={paint} />
        </span>
        <span class="map-caption number">
          <span>
            <span class="unseen">Channel </span>
            {map.channel}
            {off && <span class="unseen">, switched off</span>}
          </span>
          <span class="muted">
            <span class="unseen">{`, ${criterionName(criterion)} `}</span>
            {scoreText(criterion, map.score)}
          </span>
        </span>
      </button>
      {switchable && (
        <button
          type="button"
          class="map-switch"
          tabIndex={-1}
          aria-label={`Off: channel ${map.channel}`}
          aria-pressed={off}
          title="X"
          onClick={() => ablation.toggle(layer, [map.channel])}
        >
          Off
        </button>
      )}
    </li>
  );
}

function isSwitchKey({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "x" && !ctrlKey && !metaKey && !altKey;
}

/** Where a key leads from cell `at`; up and down go by a row as it stands on the screen. */
function target(key: string, at: number, cells: readonly HTMLElement[]): number {
  const top = cells[0]?.getBoundingClientRect().top;
  const firstOfSecondRow = cells.findIndex((cell) => cell.getBoundingClientRect().top !== top);
  const inRow = firstOfSecondRow < 0 ? cells.length : firstOfSecondRow;
  const by: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: inRow, ArrowUp: -inRow };
  if (key === "Home") return 0;
  if (key === "End") return cells.length - 1;
  const next = at + (by[key] ?? 0);
  return next < 0 || next >= cells.length ? at : next;
}
