import type { HTMLAttributes } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Tensor } from "../protocol/messages.ts";
import "./map.css";

interface MapCanvasProps extends Omit<HTMLAttributes<HTMLCanvasElement>, "label" | "width" | "height"> {
  /** (height, width), drawn through `lookup`, or (height, width, 3), drawn as RGB. */
  tensor: Tensor;
  /** 256 colours as RGBA bytes; without it a map is drawn in greys. */
  lookup?: Uint8Array | undefined;
  /** What it shows, for screen readers; left out where words beside it say so. */
  label?: string | undefined;
}

/** A tensor as a picture, one canvas pixel per number, scaled by CSS without blur. */
export function MapCanvas({ tensor, lookup, label, class: more, ...rest }: MapCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 1, width = 1] = tensor.shape;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    context?.putImageData(new ImageData(pixels(tensor, lookup), width, height), 0, 0);
  }, [tensor, lookup, width, height]);
  return (
    <canvas
      ref={canvas}
      class={`map-canvas ${more ?? ""}`}
      width={width}
      height={height}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      {...rest}
    />
  );
}

/** RGBA bytes of a tensor, row by row. */
export function pixels(tensor: Tensor, lookup?: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const [height = 1, width = 1, channels = 1] = tensor.shape;
  const rgba = new Uint8ClampedArray(height * width * 4);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const at = pixel * 4;
    for (let channel = 0; channel < 3; channel++) {
      const byte = tensor.data[channels === 3 ? pixel * 3 + channel : pixel] ?? 0;
      rgba[at + channel] = channels === 3 || !lookup ? byte : (lookup[byte * 4 + channel] ?? 0);
    }
    rgba[at + 3] = 255;
  }
  return rgba;
}
