import type { Region } from "../geometry/receptiveField.ts";
import type { Area, Framing, Mask } from "../protocol/messages.ts";
import { bitmapOf, covers, cutRectangle, type Size } from "../structure/masks/mask.ts";

/** The pixels of a map that spans a network's input. */
export interface Seen {
  /** Which part of the photo fills which part of the input. */
  readonly framing: Framing;
  /** Rows and columns of the input. */
  readonly input: Size;
  /** Rows and columns of the map; those of the input for the input itself. */
  readonly map: Size;
}

/** The part of the photo, in its pixels, at which a region of a map stands: not all that the region is computed from. */
export function photoArea(region: Region, { framing, input, map }: Seen): Area {
  const [y, x] = [input.height / map.height, input.width / map.width];
  return carried(
    {
      top: region.top * y,
      left: region.left * x,
      height: (region.bottom - region.top + 1) * y,
      width: (region.right - region.left + 1) * x,
    },
    framing.input,
    framing.photo,
  );
}

/**
 * The pixels of a map that stand at a part of the photo: those nearest to it, at least one in each direction; null where
 * the middle of the part is not in what the network sees.
 */
export function regionAt(area: Area, { framing, input, map }: Seen): Region | null {
  const { photo } = framing;
  const [row, column] = [area.top + area.height / 2, area.left + area.width / 2];
  if (row < photo.top || column < photo.left || row > photo.top + photo.height || column > photo.left + photo.width) {
    return null;
  }
  const there = carried(area, photo, framing.input);
  const [top, bottom] = nearest(there.top, there.height, map.height / input.height, map.height);
  const [left, right] = nearest(there.left, there.width, map.width / input.width, map.width);
  return { top, left, bottom, right };
}

/** The first and last of the pixels that are nearest to a stretch of the input. */
function nearest(from: number, length: number, scale: number, count: number): [number, number] {
  const pixels = Math.min(count, Math.max(1, Math.round(length * scale)));
  const first = Math.round((from + length / 2) * scale - pixels / 2);
  const kept = Math.min(Math.max(first, 0), count - pixels);
  return [kept, kept + pixels - 1];
}

/** A mask of one network's input at the same place of the photo in another's; null where nothing of it is seen there. */
export function maskAt(mask: Mask, from: Pick<Seen, "framing">, to: Pick<Seen, "framing" | "input">): Mask | null {
  if (sameFraming(from.framing, to.framing)) return mask;
  if (mask.kind === "rectangle") {
    const { top, left, height, width } = carriedOver(mask, from.framing, to.framing);
    const [first, last] = [Math.round(top), Math.round(top + height)];
    const [start, end] = [Math.round(left), Math.round(left + width)];
    const size = { height: Math.max(1, last - first), width: Math.max(1, end - start) };
    return cutRectangle({ kind: "rectangle", top: first, left: start, ...size }, to.input);
  }
  const flags = new Uint8Array(to.input.height * to.input.width);
  for (let row = 0; row < to.input.height; row++) {
    for (let column = 0; column < to.input.width; column++) {
      const point = { top: row + 0.5, left: column + 0.5, height: 0, width: 0 };
      const there = carriedOver(point, to.framing, from.framing);
      if (covers(mask, Math.floor(there.top), Math.floor(there.left))) flags[row * to.input.width + column] = 1;
    }
  }
  return bitmapOf(flags, to.input);
}

/** An area of one network's input in another's, by the photo. */
function carriedOver(area: Area, from: Framing, to: Framing): Area {
  return carried(carried(area, from.input, from.photo), to.photo, to.input);
}

/** An area within `from` at the same place of `to`. */
function carried(area: Area, from: Area, to: Area): Area {
  const [y, x] = [to.height / from.height, to.width / from.width];
  return {
    top: to.top + (area.top - from.top) * y,
    left: to.left + (area.left - from.left) * x,
    height: area.height * y,
    width: area.width * x,
  };
}

function sameFraming(a: Framing, b: Framing): boolean {
  return sameArea(a.photo, b.photo) && sameArea(a.input, b.input);
}

function sameArea(a: Area, b: Area): boolean {
  return a.top === b.top && a.left === b.left && a.height === b.height && a.width === b.width;
}
