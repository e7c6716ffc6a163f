import type { Bitmap, Mask, Rectangle } from "../../src/protocol/messages";
import { bitmapOf, type Size } from "../../src/structure/masks/mask";

/** Numbers that look random and are the same on every run: mulberry32. */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from `low` to `high`, both included. */
export function between(random: () => number, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** A rectangle inside an image. */
export function randomRectangle(random: () => number, size: Size): Rectangle {
  const top = between(random, 0, size.height - 1);
  const left = between(random, 0, size.width - 1);
  const height = between(random, 1, size.height - top);
  return { kind: "rectangle", top, left, height, width: between(random, 1, size.width - left) };
}

/** A bitmap whose pixels are set with a random density. */
export function randomBitmap(random: () => number, size: Size): Bitmap {
  const density = random();
  const flags = Uint8Array.from({ length: size.height * size.width }, () => (random() < density ? 1 : 0));
  flags[between(random, 0, flags.length - 1)] = 1;
  const bitmap = bitmapOf(flags, size);
  if (!bitmap) throw new Error("a bitmap with a set pixel must not be empty");
  return bitmap;
}

/** A mask of either kind. */
export function randomMask(random: () => number, size: Size): Mask {
  return random() < 0.5 ? randomRectangle(random, size) : randomBitmap(random, size);
}
