import { hexColour } from "../../geometry/colourMap.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { Tensor } from "../../protocol/messages.ts";
import { type Picture, sizeOf } from "../pictures/picture.ts";

/** The longer side of a mask's picture in pixels: twice what it takes on the page. */
const SIDE = 88;
/** How much of the image gives way to white where the mask is not. */
const PALE = 0.35;
const HIDDEN = hexColour(SCENES.colours.accent);
const RIM = [255, 255, 255] as const;

/**
 * An image (h, w, 3), small and pale, with what `coverage` sets (one byte for each of its pixels) in the accent and a
 * white rim around that. However small a mask is, at least one pixel shows.
 */
export function maskPicture(image: Tensor, coverage: Uint8Array): Picture {
  const size = sizeOf(image);
  const scale = SIDE / Math.max(size.height, size.width);
  const height = Math.max(1, Math.round(size.height * scale));
  const width = Math.max(1, Math.round(size.width * scale));
  const hidden = shrunken(coverage, size, { height, width });
  const data = new Uint8ClampedArray(height * width * 4);
  for (let row = 0; row < height; row++) {
    const from = Math.min(size.height - 1, Math.floor(((row + 0.5) / height) * size.height)) * size.width;
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const source = (from + Math.min(size.width - 1, Math.floor(((column + 0.5) / width) * size.width))) * 3;
      const colour = hidden[at] ? HIDDEN : isBeside(hidden, row, column, height, width) ? RIM : null;
      for (let channel = 0; channel < 3; channel++) {
        const seen = image.data[source + channel] ?? 0;
        data[at * 4 + channel] = colour?.[channel] ?? seen + (255 - seen) * PALE;
      }
      data[at * 4 + 3] = 255;
    }
  }
  return { height, width, data };
}

/** Flags of a smaller picture: set where any pixel is that it stands for. */
function shrunken(
  flags: Uint8Array,
  from: { height: number; width: number },
  to: { height: number; width: number },
): Uint8Array {
  const small = new Uint8Array(to.height * to.width);
  for (let pixel = 0; pixel < flags.length; pixel++) {
    if (!flags[pixel]) continue;
    const row = Math.floor((Math.floor(pixel / from.width) * to.height) / from.height);
    const column = Math.floor(((pixel % from.width) * to.width) / from.width);
    small[row * to.width + column] = 1;
  }
  return small;
}

function isBeside(flags: Uint8Array, row: number, column: number, height: number, width: number): boolean {
  for (let y = Math.max(0, row - 2); y <= Math.min(height - 1, row + 2); y++) {
    for (let x = Math.max(0, column - 2); x <= Math.min(width - 1, column + 2); x++) {
      if (flags[y * width + x]) return true;
    }
  }
  return false;
}
