import type { Picture } from "../pictures/picture.ts";

/** The largest size of any of these numbers; 0 where there are none. */
export function largestSize(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
}

/**
 * Evidence by pixel over the input that it is of: each pixel of the maps covers its part of the input, in the colour of its
 * sign, the stronger the larger it is; where it is 0 the input is grey.
 *
 * `evidence` is row-major, `height` by `width`; `table` has 256 colours, RGBA, with no evidence in its middle.
 */
export function evidencePicture(
  input: Picture,
  evidence: readonly number[],
  { height, width }: { height: number; width: number },
  table: Uint8Array,
): Picture {
  const most = largestSize(evidence) || 1;
  const data = new Uint8ClampedArray(input.data.length);
  for (let row = 0; row < input.height; row++) {
    const from = Math.min(height - 1, Math.floor((row * height) / input.height)) * width;
    for (let column = 0; column < input.width; column++) {
      const share = (evidence[from + Math.min(width - 1, Math.floor((column * width) / input.width))] ?? 0) / most;
      const colour = Math.round(127 + 127 * share) * 4;
      const at = (row * input.width + column) * 4;
      const grey =
        0.299 * (input.data[at] ?? 0) + 0.587 * (input.data[at + 1] ?? 0) + 0.114 * (input.data[at + 2] ?? 0);
      const strength = 0.75 * Math.abs(share);
      for (let channel = 0; channel < 3; channel++) {
        data[at + channel] = (1 - strength) * grey + strength * (table[colour + channel] ?? 0);
      }
      data[at + 3] = 255;
    }
  }
  return { height: input.height, width: input.width, data };
}

/** A number with its sign, to three digits after the point: `+1.250`, `−0.004`. */
export function signedText(number: number): string {
  return `${number < 0 ? "−" : "+"}${Math.abs(number).toFixed(3)}`;
}
