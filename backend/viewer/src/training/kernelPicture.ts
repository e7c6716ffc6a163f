import type { Tensor } from "../protocol/messages.ts";
import type { Picture } from "../structure/pictures/picture.ts";

/** The byte that stands for 0: as many lie below it as above. */
const ZERO = 127;

/** Kernels (n, h, w, 3) of a first layer. */
export interface KernelShape {
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

export function shapeOf({ shape }: Tensor): KernelShape {
  const [count = 0, height = 0, width = 0] = shape;
  return { count, height, width };
}

/** The largest size of a value in kernels that stand beside each other, which is what their brightest and darkest mean. */
export function commonLimit(kernels: readonly { readonly limit: number }[]): number {
  return Math.max(Number.MIN_VALUE, ...kernels.map(({ limit }) => limit));
}

/** One kernel as a picture: mid-grey is 0, white `limit` in all three channels, black as much below 0. */
export function kernelPicture(tensor: Tensor, kernel: number, limit: number): Picture {
  const { height, width } = shapeOf(tensor);
  const pixels = height * width;
  const data = new Uint8ClampedArray(pixels * 4);
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      const byte = tensor.data[(kernel * pixels + pixel) * 3 + channel] ?? 0;
      data[pixel * 4 + channel] = Math.round(ZERO + ((byte * tensor.scale + tensor.offset) / limit) * ZERO);
    }
    data[pixel * 4 + 3] = 255;
  }
  return { height, width, data };
}
