import { token } from "../../ui/tokens.ts";

/** Height of the plot in CSS pixels. */
export const HEIGHT = 150;

/** A plot laid out in CSS pixels of its canvas. */
export interface Plot {
  width: number;
  /** y of the axis. */
  axis: number;
  dots: { index: number; changed: boolean; x: number; y: number }[];
  boundaryAt: number;
  /** x of both edges of the margin. */
  marginAt: [number, number] | null;
  ticks: { at: number; text: string }[];
}

/** Draws the plot: squares for kept copies, triangles for changed ones, rims like their borders for support vectors. */
export function drawPlot(
  canvas: HTMLCanvasElement,
  plot: Plot,
  supportVectors: ReadonlySet<number>,
  chosen: { hovered: number | null; selected: number | null },
): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const density = Math.min(2, devicePixelRatio || 1);
  canvas.width = Math.round(plot.width * density);
  canvas.height = Math.round(HEIGHT * density);
  context.scale(density, density);
  context.fillStyle = token("--sunken");
  context.fillRect(0, 0, plot.width, HEIGHT);
  drawFrame(context, plot);
  for (const dot of plot.dots) {
    context.fillStyle = token(dot.changed ? "--changed" : "--kept");
    mark(context, dot, 2.6);
    context.fill();
    if (!supportVectors.has(dot.index)) continue;
    context.strokeStyle = token("--support");
    context.lineWidth = 1.2;
    context.stroke();
  }
  for (const dot of plot.dots) {
    if (dot.index !== chosen.hovered && dot.index !== chosen.selected) continue;
    context.fillStyle = token("--accent");
    mark(context, dot, 5.5);
    context.fill();
    context.strokeStyle = token("--surface");
    context.lineWidth = 1.5;
    context.stroke();
  }
}

function drawFrame(context: CanvasRenderingContext2D, { width, axis, boundaryAt, marginAt, ticks }: Plot): void {
  const bottom = HEIGHT - 18;
  if (marginAt) {
    context.fillStyle = token("--hover");
    context.fillRect(marginAt[0], 0, marginAt[1] - marginAt[0], bottom);
    context.strokeStyle = token("--line-strong");
    context.setLineDash([3, 3]);
    for (const at of marginAt) line(context, at, 0, at, bottom);
    context.setLineDash([]);
  }
  context.strokeStyle = token("--line-strong");
  line(context, 0, axis, width, axis);
  context.lineWidth = 2;
  context.strokeStyle = token("--text");
  line(context, boundaryAt, 0, boundaryAt, bottom);
  context.lineWidth = 1;
  context.fillStyle = token("--text-muted");
  context.font = `11px ${token("--font")}`;
  for (const { at, text } of ticks) {
    const wide = context.measureText(text).width;
    context.fillText(text, Math.min(width - wide - 3, Math.max(3, at - wide / 2)), HEIGHT - 5);
  }
  context.fillText("changed ▲", 6, 14);
  context.fillText("kept ■", 6, bottom - 5);
}

function line(context: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(toX, toY);
  context.stroke();
}

function mark(context: CanvasRenderingContext2D, { x, y, changed }: Plot["dots"][number], size: number): void {
  context.beginPath();
  if (changed) {
    context.moveTo(x, y - size * 1.2);
    context.lineTo(x + size * 1.2, y + size);
    context.lineTo(x - size * 1.2, y + size);
  } else {
    context.rect(x - size, y - size, 2 * size, 2 * size);
  }
  context.closePath();
}
