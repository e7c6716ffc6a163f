import type { Tensor } from "../protocol/messages.ts";

/** The number at (row, column) of a map, or of one channel of a picture; NaN outside. */
export function valueAt(tensor: Tensor, row: number, column: number, channel = 0): number {
  const [height = 0, width = 0, channels = 1] = tensor.shape;
  if (row < 0 || column < 0 || row >= height || column >= width || channel >= channels) return Number.NaN;
  const byte = tensor.data[(row * width + column) * channels + channel];
  return byte === undefined ? Number.NaN : byte * tensor.scale + tensor.offset;
}

/** The smallest and the largest number of a map. Its smallest is stored as 0 and its largest as 255, unless all are equal. */
export function range(tensor: Tensor): { min: number; max: number } {
  return { min: tensor.offset, max: 255 * tensor.scale + tensor.offset };
}

/** A number of any size as a person reads it: so many digits that count. */
export function numberText(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const text = size >= 1e5 || size < 1e-4 ? value.toExponential(2) : value.toPrecision(digits);
  return text.replace("-", "−");
}
