import { covers, type PlacedMask, type Point, type Size } from "../masks/mask.ts";
import { segmentAt } from "../masks/segments.ts";
import type { Outlined } from "./superpixels.ts";
import type { Tool } from "./tools.ts";

/** What is drawn over the input. */
export interface Overlay {
  size: Size;
  masks: readonly PlacedMask[];
  /** The mask that the list or the pointer points at. */
  marked: number | null;
  tool: Tool;
  /** Where the pointer or the keyboard is, in pixels of the input; null where neither is. */
  at: Point | null;
  brushSize: number;
  superpixels: Outlined | null;
  /** The rectangle that Enter would add. */
  frame: { top: number; left: number; height: number; width: number } | null;
  colours: { accent: string; shadow: string };
}

/** Draws outlines of masks, superpixels and the cursor; the context is in device pixels, `scale` of them a pixel. */
export function paintOverlay(context: CanvasRenderingContext2D, overlay: Overlay, scale: number, ratio: number): void {
  const { superpixels, tool, at } = overlay;
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  if (tool === "superpixel" && superpixels) paintSuperpixels(context, overlay, superpixels, scale, ratio);
  for (const item of overlay.masks) paintMask(context, overlay, item, scale, ratio);
  if (overlay.frame) {
    const { top, left, height, width } = overlay.frame;
    context.setLineDash([5 * ratio, 4 * ratio]);
    twice(context, overlay, ratio, 1.5, () => {
      context.beginPath();
      context.rect(left * scale, top * scale, width * scale, height * scale);
      context.stroke();
    });
    context.setLineDash([]);
  }
  if (at && tool === "brush") {
    twice(context, overlay, ratio, 1.5, () => {
      context.beginPath();
      context.arc(at.column * scale, at.row * scale, (overlay.brushSize / 2) * scale, 0, 2 * Math.PI);
      context.stroke();
    });
  }
}

/** A line in the accent colour on a wider one that keeps it visible on any picture. */
function twice(
  context: CanvasRenderingContext2D,
  overlay: Overlay,
  ratio: number,
  width: number,
  stroke: () => void,
): void {
  context.strokeStyle = overlay.colours.shadow;
  context.lineWidth = (width + 2) * ratio;
  stroke();
  context.strokeStyle = overlay.colours.accent;
  context.lineWidth = width * ratio;
  stroke();
}

function paintMask(
  context: CanvasRenderingContext2D,
  overlay: Overlay,
  item: PlacedMask,
  scale: number,
  ratio: number,
): void {
  const { mask, id } = item;
  const marked = overlay.marked === id;
  const stroke = () => {
    context.beginPath();
    if (mask.kind === "rectangle") {
      context.rect(mask.left * scale, mask.top * scale, mask.width * scale, mask.height * scale);
    } else {
      outline(context, item, scale);
    }
    context.stroke();
  };
  if (marked) {
    twice(context, overlay, ratio, 2.5, stroke);
    return;
  }
  context.strokeStyle = overlay.colours.accent;
  context.lineWidth = 1.25 * ratio;
  stroke();
}

/** The border of a bitmap's pixels, as lines of a path. */
function outline(context: CanvasRenderingContext2D, { mask }: PlacedMask, scale: number): void {
  for (let row = mask.top; row <= mask.top + mask.height; row++) {
    for (let column = mask.left; column <= mask.left + mask.width; column++) {
      const here = covers(mask, row, column);
      if (here !== covers(mask, row - 1, column)) {
        context.moveTo(column * scale, row * scale);
        context.lineTo((column + 1) * scale, row * scale);
      }
      if (here !== covers(mask, row, column - 1)) {
        context.moveTo(column * scale, row * scale);
        context.lineTo(column * scale, (row + 1) * scale);
      }
    }
  }
}

function paintSuperpixels(
  context: CanvasRenderingContext2D,
  overlay: Overlay,
  { segments, edges }: Outlined,
  scale: number,
  ratio: number,
): void {
  const { at } = overlay;
  context.beginPath();
  for (const [row, column, toRow, toColumn] of edges) {
    context.moveTo(column * scale, row * scale);
    context.lineTo(toColumn * scale, toRow * scale);
  }
  context.strokeStyle = at ? "rgb(255 255 255 / 70%)" : "rgb(255 255 255 / 35%)";
  context.lineWidth = ratio;
  context.stroke();
  const pointed = at && segmentAt(segments, Math.floor(at.row), Math.floor(at.column));
  if (pointed === null) return;
  context.fillStyle = overlay.colours.accent;
  context.globalAlpha = 0.4;
  for (let row = 0; row < segments.height; row++) {
    let start = -1;
    for (let column = 0; column <= segments.width; column++) {
      const inside = column < segments.width && segments.labels[row * segments.width + column] === pointed;
      if (inside && start < 0) start = column;
      if (!inside && start >= 0) {
        context.fillRect(start * scale, row * scale, (column - start) * scale, scale);
        start = -1;
      }
    }
  }
  context.globalAlpha = 1;
}
