import type { Point, Size } from "./mask.ts";

/**
 * Sets the flags of the pixels whose centres lie within `radius` of the way from `from` to `to`. Points count from the
 * image's corner, so that the centre of pixel (0, 0) is at (0.5, 0.5). At least the pixel under `to` is set.
 */
export function stamp(flags: Uint8Array, size: Size, from: Point, to: Point, radius: number): void {
  const top = Math.max(0, Math.floor(Math.min(from.row, to.row) - radius));
  const bottom = Math.min(size.height - 1, Math.ceil(Math.max(from.row, to.row) + radius));
  const left = Math.max(0, Math.floor(Math.min(from.column, to.column) - radius));
  const right = Math.min(size.width - 1, Math.ceil(Math.max(from.column, to.column) + radius));
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      if (squaredDistance(row + 0.5, column + 0.5, from, to) <= radius * radius) flags[row * size.width + column] = 1;
    }
  }
  const row = Math.floor(to.row);
  const column = Math.floor(to.column);
  if (row >= 0 && column >= 0 && row < size.height && column < size.width) flags[row * size.width + column] = 1;
}

/** From a pixel's centre to the nearest place between `from` and `to`, squared. */
function squaredDistance(row: number, column: number, from: Point, to: Point): number {
  const rows = to.row - from.row;
  const columns = to.column - from.column;
  const squaredLength = rows * rows + columns * columns;
  const along =
    squaredLength === 0
      ? 0
      : Math.max(0, Math.min(1, ((row - from.row) * rows + (column - from.column) * columns) / squaredLength));
  return (row - from.row - along * rows) ** 2 + (column - from.column - along * columns) ** 2;
}
