import { hexColour } from "../../geometry/colourMap.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { Size } from "../masks/mask.ts";
import type { Picture } from "../pictures/picture.ts";

/** Colours from B < A through no change to B > A; told apart without red against green. */
export const DIVERGING_STOPS: readonly string[] = SCENES.colours.difference;

/** Red, green and blue at `share`, from −1 (B below A) to 1. */
export function divergingColour(share: number): [number, number, number] {
  const place = ((Math.max(-1, Math.min(1, share)) + 1) / 2) * (DIVERGING_STOPS.length - 1);
  const index = Math.min(DIVERGING_STOPS.length - 2, Math.floor(place));
  const from = hexColour(DIVERGING_STOPS[index] ?? "#000000");
  const to = hexColour(DIVERGING_STOPS[index + 1] ?? "#000000");
  const part = place - index;
  return [mix(from[0], to[0], part), mix(from[1], to[1], part), mix(from[2], to[2], part)];
}

function mix(from: number, to: number, part: number): number {
  return Math.round((1 - part) * from + part * to);
}

const STEPS = 512;
let table: Uint8Array | null = null;

/** The colours in `STEPS` + 1 steps, made once. */
function colourTable(): Uint8Array {
  if (!table) {
    table = new Uint8Array((STEPS + 1) * 3);
    for (let step = 0; step <= STEPS; step++) table.set(divergingColour((2 * step) / STEPS - 1), step * 3);
  }
  return table;
}

/** A map of differences as a picture; `limit` has the strongest colour, and 0 is white. */
export function divergingPicture(difference: Float64Array, size: Size, limit: number): Picture {
  const colours = colourTable();
  const data = new Uint8ClampedArray(difference.length * 4);
  for (let index = 0; index < difference.length; index++) {
    const share = limit > 0 ? Math.max(-1, Math.min(1, (difference[index] ?? 0) / limit)) : 0;
    const step = Math.round(((share + 1) / 2) * STEPS) * 3;
    data[index * 4] = colours[step] ?? 0;
    data[index * 4 + 1] = colours[step + 1] ?? 0;
    data[index * 4 + 2] = colours[step + 2] ?? 0;
    data[index * 4 + 3] = 255;
  }
  return { ...size, data };
}
