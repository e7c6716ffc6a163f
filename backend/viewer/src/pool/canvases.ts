import { computed } from "@preact/signals";
import type { Rectangle, Tensor } from "../protocol/messages.ts";
import { pixels } from "../ui/MapCanvas.tsx";
import { pictures } from "./run.ts";

/** The two pictures drawn once each; every masked copy outside the scene is put together from them. */
export const canvases = computed(() => {
  const now = pictures.value;
  return now && { image: canvasOf(now.image), fill: canvasOf(now.fill) };
});

/** A picture at its own size. */
function canvasOf(tensor: Tensor): HTMLCanvasElement {
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
  { image, fill }: { image: HTMLCanvasElement; fill: HTMLCanvasElement },
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
  const [x, y, wide, high] = place;
  const dash = target.width > 128 ? 4 : 2;
  for (const [colour, dashes] of [
    ["#000", []],
    ["#fff", [dash, dash]],
  ] as const) {
    context.strokeStyle = colour;
    context.setLineDash([...dashes]);
    context.lineWidth = dash / 3;
    context.strokeRect(x + 0.75, y + 0.75, wide - 1.5, high - 1.5);
  }
}
