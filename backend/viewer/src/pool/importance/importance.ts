import { IMPORTANCE_OPACITY, SCENES } from "../../geometry/scenes.ts";
import type { Tensor } from "../../protocol/messages.ts";

type Rgb = readonly [number, number, number];

const POSITIVE = parts(SCENES.colours.importance_positive);
const NEGATIVE = parts(SCENES.colours.importance_negative);

/** The largest |value| of an importance map; both ends of its colour scale. */
export function largest(importance: Tensor): number {
  // The smallest value is stored as 0 and the largest as 255.
  return Math.max(Math.abs(importance.offset), Math.abs(importance.offset + 255 * importance.scale));
}

/** What lies over a grey of 0..255 for an importance of `share` −1..1 of the largest: red, green and blue bytes. */
export function overlay(grey: number, share: number): Rgb {
  const colour = share < 0 ? NEGATIVE : POSITIVE;
  const opacity = IMPORTANCE_OPACITY * Math.min(1, Math.abs(share));
  const mix = (part: number) => Math.round(grey + (part - grey) * opacity);
  return [mix(colour[0]), mix(colour[1]), mix(colour[2])];
}

/** RGBA bytes of an importance map over the image made grey (Rec. 601 luma). */
export function importanceOver(image: Tensor, importance: Tensor): Uint8ClampedArray<ArrayBuffer> {
  const [height = 0, width = 0] = importance.shape;
  const rgba = new Uint8ClampedArray(height * width * 4).fill(255);
  const whole = largest(importance) || 1;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const [red = 0, green = 0, blue = 0] = image.data.subarray(pixel * 3, pixel * 3 + 3);
    const value = (importance.data[pixel] ?? 0) * importance.scale + importance.offset;
    rgba.set(overlay(0.299 * red + 0.587 * green + 0.114 * blue, value / whole), pixel * 4);
  }
  return rgba;
}

function parts(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
