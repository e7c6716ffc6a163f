import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ClusteredLayer } from "../../protocol/messages.ts";
import { clamp } from "../masks/mask.ts";
import { useDrawEffect } from "../pictures/drawEffect.ts";
import { smallPicture } from "../pictures/mapPicture.ts";
import { useStructure } from "../session/useStructure.ts";
import "./viewport.css";

/** Representatives drawn for each column, at most; more would be specks. */
const MAX_REPRESENTATIVES = 4;
const HEIGHT = 44;

/** All columns small in one strip, with the part in view framed; a press or drag takes the camera there. */
export function Navigator() {
  const { answers, display, viewport } = useStructure();
  const { columnLayers, lookup } = display;
  const { scene, range } = viewport;
  const canvas = useRef<HTMLCanvasElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  const drawn = useRef<{ column: ClusteredLayer | null; lookup: Uint8Array }[]>([]);
  const layers = columnLayers.value;
  const total = Math.max(1, layers.length);

  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [width]);

  useDrawEffect(() => {
    const element = canvas.current;
    const count = columnLayers.value.length;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const wide = Math.round(width.value * ratio);
    if (!element || wide === 0 || count === 0) return;
    if (element.width !== wide || element.dataset.count !== String(count)) {
      element.width = wide;
      element.height = HEIGHT * ratio;
      element.dataset.count = String(count);
      drawn.current = [];
    }
    // Kept out of the graphics card's memory: a column is a few hundred pixels, and the way there and back costs more.
    const context = element.getContext("2d", { willReadFrequently: true });
    for (let position = 0; context && position < count; position++) {
      const column = answers.columns.value[position] ?? null;
      const before = drawn.current[position];
      if (before && before.column === column && before.lookup === lookup.value) continue;
      drawn.current[position] = { column, lookup: lookup.value };
      const each = wide / count;
      drawColumn(context, column, lookup.value, position * each, each, HEIGHT * ratio);
    }
  });

  const goTo = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect();
    if (box) scene.value?.focusColumn(((event.clientX - box.left) / box.width) * total - 0.5);
  };
  const { from, to } = range.value;
  const centre = clamp(Math.round((from + to) / 2 - 0.5), 0, total - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: centre - 1, ArrowRight: centre + 1, Home: 0, End: total - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    scene.value?.focusColumn(clamp(next, 0, total - 1));
  };

  return (
    <div
      ref={strip}
      class="navigator"
      role="slider"
      tabIndex={0}
      aria-label="Columns in view"
      aria-orientation="horizontal"
      aria-valuemin={1}
      aria-valuemax={total}
      aria-valuenow={centre + 1}
      aria-valuetext={layers[centre]?.name ?? ""}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event);
      }}
    >
      <canvas ref={canvas} class="navigator-canvas" />
      <span
        class="navigator-range"
        aria-hidden="true"
        style={{ left: `${(100 * from) / total}%`, width: `${(100 * Math.max(0, to - from)) / total}%` }}
      />
    </div>
  );
}

/** A column's representatives, one below the other in the middle of its width; lengths in device pixels. */
function drawColumn(
  context: CanvasRenderingContext2D,
  column: ClusteredLayer | null,
  colours: Uint8Array,
  left: number,
  width: number,
  height: number,
): void {
  context.clearRect(Math.floor(left), 0, Math.ceil(width), height);
  const shown = column?.clusters.slice(0, MAX_REPRESENTATIVES) ?? [];
  const side = Math.floor(Math.min(width * 0.86, (height - 4) / Math.max(3, shown.length) - 2));
  if (side < 1) return;
  const x = Math.round(left + (width - side) / 2);
  const top = Math.round((height - shown.length * (side + 2) + 2) / 2);
  shown.forEach(({ representative }, index) => {
    const { data } = smallPicture(representative, colours, side);
    context.putImageData(new ImageData(data, side, side), x, top + index * (side + 2));
  });
}
