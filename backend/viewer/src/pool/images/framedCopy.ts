import type { Rectangle } from "../../protocol/messages.ts";
import { token } from "../../ui/tokens.ts";
import { CORNER } from "../scene/imageMaterial.ts";
import { drawMasked, type Sources } from "./canvases.ts";

/** Pixels of the longer side, and of the borders around it: the answer's, that of a support vector. */
const SIDE = 224;
const FRAME = 9;
const BORDER = 13;

/**
 * A masked copy on a canvas of its own, with the borders that it has in the scene: a cut corner if changed, one more
 * border if a support vector. In the colours of the present theme.
 */
export function framedCopy(
  target: HTMLCanvasElement,
  sources: Sources,
  { mask, kept, supportVector }: { mask: Rectangle; kept: boolean; supportVector: boolean },
): void {
  const { width, height } = sources.image;
  const scale = SIDE / Math.max(width, height);
  const inner = document.createElement("canvas");
  inner.width = Math.round(width * scale);
  inner.height = Math.round(height * scale);
  drawMasked(inner, sources, mask, true);
  const around = FRAME + (supportVector ? BORDER : 0);
  target.width = inner.width + 2 * around;
  target.height = inner.height + 2 * around;
  const context = target.getContext("2d");
  if (!context) return;
  const layer = (inset: number, cut: number, draw: () => void) => {
    context.save();
    outline(context, inset, kept ? 0 : cut);
    context.clip();
    draw();
    context.restore();
  };
  const paint = (colour: `--${string}`) => () => {
    context.fillStyle = token(colour);
    context.fillRect(0, 0, target.width, target.height);
  };
  // Each layer lacks the corner too, larger by what keeps the diagonal as thick as the sides: 2 − √2 of the thickness.
  const cut = (thickness: number) => CORNER * SIDE + (2 - Math.SQRT2) * thickness;
  layer(0, cut(around), paint(supportVector ? "--support" : kept ? "--kept" : "--changed"));
  layer(around - FRAME, cut(FRAME), paint(kept ? "--kept" : "--changed"));
  layer(around, cut(0), () => context.drawImage(inner, around, around));
}

/** The outline of a layer: a rectangle, without its top right corner where `cut` is not 0. */
function outline(context: CanvasRenderingContext2D, inset: number, cut: number): void {
  const [right, bottom] = [context.canvas.width - inset, context.canvas.height - inset];
  context.beginPath();
  context.moveTo(inset, inset);
  context.lineTo(right - cut, inset);
  context.lineTo(right, inset + cut);
  context.lineTo(right, bottom);
  context.lineTo(inset, bottom);
  context.closePath();
}
