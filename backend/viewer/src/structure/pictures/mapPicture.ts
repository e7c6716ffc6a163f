import { numberText } from "../../geometry/tensor.ts";
import type { Tensor } from "../../protocol/messages.ts";
import { type Picture, sizeOf } from "./picture.ts";

/** A map (h, w) in the colours of `lookup` (256 times RGBA). */
export function mapPicture(tensor: Tensor, lookup: Uint8Array): Picture {
  const { height, width } = sizeOf(tensor);
  const data = new Uint8ClampedArray(height * width * 4);
  // Whole pixels at once; the order of bytes is the same on both sides.
  const colours = new Uint32Array(lookup.slice().buffer);
  const pixels = new Uint32Array(data.buffer);
  for (let pixel = 0; pixel < pixels.length; pixel++) pixels[pixel] = colours[tensor.data[pixel] ?? 0] ?? 0;
  return { height, width, data };
}

/** A map (h, w) as a square of `side` pixels, each the value in the middle of what it stands for. */
export function smallPicture(tensor: Tensor, lookup: Uint8Array, side: number): Picture {
  const { height, width } = sizeOf(tensor);
  const data = new Uint8ClampedArray(side * side * 4);
  for (let row = 0; row < side; row++) {
    const from = Math.floor(((row + 0.5) / side) * height) * width;
    for (let column = 0; column < side; column++) {
      const value = tensor.data[from + Math.floor(((column + 0.5) / side) * width)] ?? 0;
      data.set(lookup.subarray(value * 4, value * 4 + 4), (row * side + column) * 4);
    }
  }
  return { height: side, width: side, data };
}

/** Where a pixel is, and its value. */
export function pixelText({ row, column }: { row: number; column: number }, value: number): string {
  return `Row ${row}, column ${column}: ${valueText(value)}`;
}

/** A value as a person reads it: four digits that count. */
export function valueText(value: number): string {
  return numberText(value, 4);
}
