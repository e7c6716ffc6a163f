import type { Area, Framing, Pool, Tensor } from "../../protocol/messages.ts";
import type { Size } from "../../structure/masks/mask.ts";
import { rankCorrelation } from "./rankCorrelation.ts";

/** Longer side of the maps that are compared, in pixels. */
export const MAP_SIDE = 224;

/** Importance of the part of the photo that both networks see, row by row. */
export interface PairedMaps extends Size {
  /** That part, in pixels of the first network's input. */
  readonly box: Area;
  readonly one: Float64Array;
  readonly two: Float64Array;
  /** The first less the second. */
  readonly difference: Float64Array;
  /** The largest size of any value of these three: what the strongest colour stands for. */
  readonly limit: number;
  /** Spearman's rank correlation, −1..1; null where one of the maps has one value alone. */
  readonly correlation: number | null;
}

/** The importance of what both networks see of the photo; null where that is nothing. As `report/comparison.py` does. */
export function pairedMaps(one: Pool, two: Pool): PairedMaps | null {
  const both = overlap(one.framing.photo, two.framing.photo);
  if (!both) return null;
  const longer = Math.max(both.height, both.width);
  const size = {
    height: Math.max(1, Math.round((MAP_SIDE * both.height) / longer)),
    width: Math.max(1, Math.round((MAP_SIDE * both.width) / longer)),
  };
  const box = boxIn(one.framing, both);
  const here = resampled(one.importance, box, size);
  const there = resampled(two.importance, boxIn(two.framing, both), size);
  const difference = here.map((value, pixel) => value - (there[pixel] ?? 0));
  const limit = Math.max(largestOf(here), largestOf(there), largestOf(difference));
  return { ...size, box, one: here, two: there, difference, limit, correlation: rankCorrelation(here, there) };
}

function overlap(one: Area, two: Area): Area | null {
  const [top, left] = [Math.max(one.top, two.top), Math.max(one.left, two.left)];
  const height = Math.min(one.top + one.height, two.top + two.height) - top;
  const width = Math.min(one.left + one.width, two.left + two.width) - left;
  return Math.min(height, width) > 0 ? { top, left, height, width } : null;
}

/** A part of the photo in a network's input. */
function boxIn({ photo, input }: Framing, part: Area): Area {
  const [y, x] = [input.height / photo.height, input.width / photo.width];
  return {
    top: input.top + (part.top - photo.top) * y,
    left: input.left + (part.left - photo.left) * x,
    height: part.height * y,
    width: part.width * x,
  };
}

/** A part of a map (h, w) in another size, bilinear; made smaller, each value is the mean over what it stands for. */
export function resampled(map: Tensor, box: Area, to: Size): Float64Array {
  const [height = 0, width = 0] = map.shape;
  const rows = weights(box.top, box.height, to.height, height);
  const columns = weights(box.left, box.width, to.width, width);
  const across = new Float64Array(height * to.width);
  for (let row = 0; row < height; row++) {
    columns.forEach(({ first, shares }, column) => {
      let sum = 0;
      shares.forEach((share, place) => {
        sum += share * (map.data[row * width + first + place] ?? 0);
      });
      across[row * to.width + column] = sum;
    });
  }
  const found = new Float64Array(to.height * to.width);
  rows.forEach(({ first, shares }, row) => {
    for (let column = 0; column < to.width; column++) {
      let sum = 0;
      shares.forEach((share, place) => {
        sum += share * (across[(first + place) * to.width + column] ?? 0);
      });
      found[row * to.width + column] = sum * map.scale + map.offset;
    }
  });
  return found;
}

/** What a pixel of the result takes of those from `first` on. */
interface Weights {
  readonly first: number;
  readonly shares: readonly number[];
}

/** A triangle around the middle of each pixel, as wide as a pixel of the coarser of both. */
function weights(from: number, length: number, count: number, limit: number): Weights[] {
  const step = length / count;
  const reach = Math.max(step, 1);
  return Array.from({ length: count }, (_, pixel) => {
    const middle = from + (pixel + 0.5) * step;
    const first = Math.max(0, Math.floor(middle - reach + 0.5));
    const end = Math.min(limit, Math.floor(middle + reach + 0.5));
    const heights = Array.from({ length: end - first }, (_, place) =>
      Math.max(0, 1 - Math.abs(first + place + 0.5 - middle) / reach),
    );
    const sum = heights.reduce((total, height) => total + height, 0);
    return { first, shares: heights.map((height) => height / sum) };
  });
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
