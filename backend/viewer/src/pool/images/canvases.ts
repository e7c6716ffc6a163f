import type { Rectangle, Tensor } from "../../protocol/messages.ts";
import { pixels } from "../../ui/MapCanvas.tsx";

/** Width in device pixels up to which a copy is a small one, as in a list. */
const SMALL = 128;

/** The whole image, and what shows through a mask of one fill. */
export interface Sources {
  readonly image: HTMLCanvasElement;
  readonly fill: HTMLCanvasElement;
}

/** A picture at its own size. */
export function canvasOf(tensor: Tensor): HTMLCanvasElement {
  const [height = 1, width = 1] = tensor.shape;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(pixels(tensor), width, height), 0, 0);
  return canvas;
}

/**
 * Draws a masked copy over the whole of `target`, and around the mask a line that is seen on light and dark where
 * `outlined` is set.
 */
export function drawMasked(
  target: HTMLCanvasElement,
  { image, fill }: Sources,
  { left, top, width, height }: Rectangle,
  outlined: boolean,
): void {
  const context = target.getContext("2d");
  if (!context) return;
  const scale = target.width / image.width;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, target.width, target.height);
  const place = [left * scale, top * scale, width * scale, height * scale] as const;
  context.drawImage(fill, left, top, width, height, ...place);
  if (!outlined) return;
  // On a small copy dashes would fray the mask's edge: there the line is whole, and stands on whole pixels.
  const small = target.width <= SMALL;
  const lines: readonly [colour: string, width: number, dashes: number[]][] = small
    ? [
        ["rgb(0 0 0 / 50%)", 3, []],
        ["#fff", 1, []],
      ]
    : [
        ["#000", 1.3, []],
        ["#fff", 1.3, [4, 4]],
      ];
  const [x, y] = small ? [Math.round(place[0]) - 0.25, Math.round(place[1]) - 0.25] : place;
  const [wide, high] = small ? [Math.round(place[2]) + 0.5, Math.round(place[3]) + 0.5] : [place[2], place[3]];
  for (const [colour, lineWidth, dashes] of lines) {
    context.strokeStyle = colour;
    context.setLineDash(dashes);
    context.lineWidth = lineWidth;
    context.strokeRect(x + 0.75, y + 0.75, wide - 1.5, high - 1.5);
  }
}
