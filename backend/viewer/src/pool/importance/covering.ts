import type { PoolImage, Rectangle } from "../../protocol/messages.ts";

/** A pixel of the network's input, from its top left. */
export interface Pixel {
  readonly row: number;
  readonly column: number;
}

/** Whether a mask hides a pixel. */
export function covers({ left, top, width, height }: Rectangle, { row, column }: Pixel): boolean {
  return row >= top && row < top + height && column >= left && column < left + width;
}

/** Those of some masked copies that hide a pixel: over which its importance is the mean. */
export function covering(images: readonly PoolImage[], pixel: Pixel): PoolImage[] {
  return images.filter(({ mask }) => covers(mask, pixel));
}
