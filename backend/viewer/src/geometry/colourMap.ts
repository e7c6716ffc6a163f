import { type ColourMap, SCENES } from "./scenes.ts";

/** What a person can choose from. The first is the one that all clients start with. */
export const COLOUR_MAPS: readonly ColourMap[] = SCENES.colours.colour_maps;

/** The colour map of this name, or the first. */
export function colourMap(name: string): ColourMap {
  const [start] = COLOUR_MAPS;
  const found = COLOUR_MAPS.find((map) => map.name === name) ?? start;
  if (!found) throw new Error("COLOUR_MAPS is empty; it must hold at least the feature_map of scene.json.");
  return found;
}

/** Red, green and blue bytes of `#rrggbb`. */
export function hexColour(colour: string): [red: number, green: number, blue: number] {
  const number = /^#[0-9a-f]{6}$/i.test(colour) ? Number.parseInt(colour.slice(1), 16) : Number.NaN;
  if (Number.isNaN(number)) throw new Error(`A colour must look like #rrggbb, received "${colour}".`);
  return [number >> 16, (number >> 8) & 255, number & 255];
}

/** The byte that stands for no difference; as many lie below it as above, and the last is one too many. */
export const NEUTRAL_BYTE = 127;

/** The colours of signed bytes, likewise 1024 bytes: the middle one of an odd number of stops at `NEUTRAL_BYTE`. */
export function signedTable(stops: readonly string[]): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(256 * 4);
  const spread = lookupTable(stops);
  const middle = hexColour(stops[(stops.length - 1) / 2] ?? "#ffffff");
  for (let byte = 0; byte < 256; byte++) {
    const from = Math.min(255, Math.round((byte / (2 * NEUTRAL_BYTE)) * 255)) * 4;
    table.set(byte === NEUTRAL_BYTE ? [...middle, 255] : spread.subarray(from, from + 4), byte * 4);
  }
  return table;
}

/** The 256 colours of a map's bytes, red, green, blue and alpha (255) each: 1024 bytes. */
export function lookupTable(stops: readonly string[]): Uint8Array<ArrayBuffer> {
  if (stops.length < 2) throw new Error(`A colour map needs 2 stops or more, received ${stops.length}.`);
  const colours = stops.map(hexColour);
  const table = new Uint8Array(256 * 4);
  for (let byte = 0; byte < 256; byte++) {
    const s = (byte / 255) * (stops.length - 1);
    const i = Math.min(Math.floor(s), stops.length - 2);
    const [below, above] = [colours[i] ?? [0, 0, 0], colours[i + 1] ?? [0, 0, 0]];
    for (let channel = 0; channel < 3; channel++) {
      table[byte * 4 + channel] = Math.round((1 - (s - i)) * (below[channel] ?? 0) + (s - i) * (above[channel] ?? 0));
    }
    table[byte * 4 + 3] = 255;
  }
  return table;
}
