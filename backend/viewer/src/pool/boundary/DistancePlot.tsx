import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Boundary } from "../../protocol/messages.ts";
import { touch } from "../../state/device.ts";
import { darkNow } from "../../state/settings.ts";
import { imageAt } from "../run/fold.ts";
import { usePool } from "../session/usePool.ts";
import { type Dot, plotRange, stack, ticks } from "./distances.ts";
import { drawPlot, HEIGHT, type Plot } from "./plotDrawing.ts";

/** How near to a dot a pointer or a finger must be, in CSS pixels. */
const REACH = 9;
const FINGER = 18;

/** The signed distances of all copies: kept below the axis, changed above, the boundary and its margin as lines. */
export function DistancePlot({ boundary }: { boundary: Boundary }) {
  const { run, boundary: found, selection } = usePool();
  const { hovered, selected } = selection;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(260);
  const now = run.pool.value;
  const supportVectors = found.supportVectors.value;
  const plot = useMemo(() => now && layOut(boundary, now.images, width), [boundary, now, width]);
  const chosen = { hovered: hovered.value?.index ?? null, selected: selected.value };
  const dark = darkNow.value;

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth || 260));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useEffect(() => {
    if (canvas.current && plot) drawPlot(canvas.current, plot, supportVectors, chosen);
  }, [plot, supportVectors, dark, chosen.hovered, chosen.selected]);

  const nearest = (event: PointerEvent | MouseEvent): number | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || !plot) return null;
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    let best: number | null = null;
    let least = touch.value ? FINGER : REACH;
    for (const dot of plot.dots) {
      const away = Math.hypot(dot.x - x, dot.y - y);
      if (away < least) [best, least] = [dot.index, away];
    }
    return best;
  };
  if (!plot) return null;
  return (
    <div class="pool-plot">
      <canvas
        ref={canvas}
        class="pool-plot-canvas"
        role="img"
        aria-label={words(boundary)}
        onPointerMove={(event) => {
          const index = nearest(event);
          hovered.value = index === null ? null : { index, pointer: null };
        }}
        onPointerLeave={() => {
          hovered.value = null;
        }}
        onClick={(event) => {
          const index = nearest(event);
          if (index !== null) selection.toggle(imageAt(now, index));
        }}
      />
    </div>
  );
}

/** Dots on the canvas, `width` CSS pixels wide. */
function layOut(boundary: Boundary, images: readonly { index: number; kept: boolean }[], width: number): Plot {
  const { distances, margin } = boundary;
  const range = plotRange(distances, margin);
  const side = (kept: boolean) =>
    images
      .filter((image) => image.kept === kept && distances[image.index] !== undefined)
      .map(({ index }) => ({ index, distance: distances[index] ?? 0 }));
  const across = (distance: number) => ((distance - range[0]) / (range[1] - range[0])) * width;
  const columns = Math.max(20, Math.floor(width / 5));
  const [upper, lower] = [stack(side(false), range, columns), stack(side(true), range, columns)];
  // Dots of the higher stack must fit; then they overlap rather than leave the plot.
  const room = HEIGHT / 2 - 30;
  const step = Math.min(5, room / Math.max(1, upper.levels, lower.levels));
  const axis = HEIGHT / 2 - 6;
  const placed = (dots: readonly Dot[], changed: boolean) =>
    dots.map(({ index, distance, level }) => ({
      index,
      changed,
      x: across(distance),
      y: changed ? axis - 5 - level * step : axis + 5 + level * step,
    }));
  return {
    width,
    axis,
    dots: [...placed(upper.dots, true), ...placed(lower.dots, false)],
    boundaryAt: across(0),
    marginAt: margin === null ? null : [across(-margin / 2), across(margin / 2)],
    ticks: ticks(range, 5).map((value) => ({ at: across(value), text: String(value).replace("-", "−") })),
  };
}

function words({ kept, changed, distances, margin }: Boundary): string {
  const [low, high] = [Math.min(...distances), Math.max(...distances)];
  return (
    `Signed distances to the boundary from ${low.toFixed(1)} to ${high.toFixed(1)}: ${kept} kept copies below the ` +
    `axis, ${changed} changed copies above it. The margin is ${margin?.toPrecision(3) ?? "unknown"} wide. ` +
    "The list of images has every distance."
  );
}
