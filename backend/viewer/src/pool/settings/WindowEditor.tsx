import type { Window } from "../../protocol/messages.ts";
import { choose } from "../../state/choose.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { usePool } from "../session/usePool.ts";
import { formatWindows, MAX_WINDOWS, windowCount, windowCounts } from "./windows.ts";
import "./windows.css";

/** The sliding windows: their sizes and strides, and how many masked copies each adds to the pool. */
export function WindowEditor() {
  const { refine, sides, windows, windowsInUse } = usePool().settings;
  const input = sides.value;
  const rows = windowsInUse.value;
  if (!input) return <p class="muted small">The window sizes come with the network's description.</p>;
  const side = Math.min(input.height, input.width);
  const counts = windowCounts(input, rows, refine.value);
  const take = (next: Window[] | null) => choose("windows", windows, next, next ? formatWindows(next) : "default");
  const put = (at: number, window: Window | null) => {
    take(rows.flatMap((row, k) => (k === at ? (window ?? []) : row)));
  };
  return (
    <div class="pool-windows">
      <div class="pool-windows-head" aria-hidden="true">
        <span>Size (px)</span>
        <span>Stride (px)</span>
        <span>Copies</span>
      </div>
      {rows.map((row, at) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is not laid out as a row
        <div class="pool-window" role="group" aria-label={`Window ${at + 1}`} key={at}>
          <NumberField
            label="Size"
            unit="px"
            min={1}
            max={side}
            value={row.size}
            onChange={(size) => put(at, { size, stride: Math.min(row.stride, size) })}
          />
          <NumberField
            label="Stride"
            unit="px"
            min={1}
            max={Math.min(row.size, side)}
            value={row.stride}
            onChange={(stride) => put(at, { ...row, stride })}
          />
          <Count copies={counts[at] ?? null} places={counts[at] === null ? 0 : windowCount(input, row)} />
          <IconButton
            icon="trash"
            label={`Remove window ${at + 1}`}
            disabled={rows.length === 1}
            onClick={() => put(at, null)}
          />
        </div>
      ))}
      <div class="pool-windows-foot">
        <Button
          kind="quiet"
          icon="plus"
          disabled={rows.length >= MAX_WINDOWS}
          onClick={() => take([...rows, another(rows, side)])}
        >
          Add a window
        </Button>
        {windows.value && (
          <Button kind="quiet" onClick={() => take(null)}>
            Use the defaults
          </Button>
        )}
      </div>
    </div>
  );
}

/** The copies that a window gives, and of how many places where not all are looked at. */
function Count({ copies, places }: { copies: number | null; places: number }) {
  return (
    <output class="pool-window-count number">
      {copies === null ? "–" : copies.toLocaleString("en")}
      {copies !== null && copies < places && (
        <span class="pool-window-places muted">{` of ${places.toLocaleString("en")}`}</span>
      )}
    </output>
  );
}

/** A window that is not in the list: half as large again as the largest, or half of the smallest. */
function another(rows: readonly Window[], side: number): Window {
  const sizes = rows.map(({ size }) => size);
  const larger = Math.round(Math.max(0, ...sizes) * 1.5);
  const size = larger > 0 && larger <= side ? larger : Math.max(1, Math.round(Math.min(side, ...sizes) / 2));
  return { size, stride: Math.max(1, Math.floor(size / 2)) };
}
