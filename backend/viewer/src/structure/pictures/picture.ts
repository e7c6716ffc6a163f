import type { Tensor } from "../../protocol/messages.ts";
import type { Size } from "../masks/mask.ts";

/** A picture as a canvas and a texture take it. */
export interface Picture extends Size {
  /** RGBA bytes, row-major; opaque. */
  data: Uint8ClampedArray<ArrayBuffer>;
}

/** Height and width of a tensor. */
export function sizeOf(tensor: Tensor): Size {
  return { height: tensor.shape[0] ?? 0, width: tensor.shape[1] ?? 0 };
}

/** `image` (h, w, 3), with `fill` where `coverage` is set: exactly what enters the network. */
export function masked(image: Tensor, fill: Tensor, coverage: Uint8Array | null): Picture {
  const { height, width } = sizeOf(image);
  const data = new Uint8ClampedArray(height * width * 4);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const source = coverage?.[pixel] ? fill.data : image.data;
    data[pixel * 4] = source[pixel * 3] ?? 0;
    data[pixel * 4 + 1] = source[pixel * 3 + 1] ?? 0;
    data[pixel * 4 + 2] = source[pixel * 3 + 2] ?? 0;
    data[pixel * 4 + 3] = 255;
  }
  return { height, width, data };
}
