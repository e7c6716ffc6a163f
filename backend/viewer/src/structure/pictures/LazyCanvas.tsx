import type { CanvasHTMLAttributes } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Picture } from "./picture.ts";
import { watchVisible } from "./visible.ts";
import "./pictures.css";

interface LazyCanvasProps extends Omit<CanvasHTMLAttributes<HTMLCanvasElement>, "width" | "height" | "label"> {
  width: number;
  height: number;
  /** Makes the picture; called when the canvas comes near the window, and again only for another function. */
  paint: () => Picture;
  /** For screen readers; left out where words beside it say it. */
  label?: string | undefined;
}

/** A picture that is made only when it comes into view, so that a thousand of them cost as much as a screenful. */
export function LazyCanvas({ width, height, paint, label, class: more, ...rest }: LazyCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    return watchVisible(element, () => {
      const picture = paint();
      element.width = picture.width;
      element.height = picture.height;
      element.getContext("2d")?.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
    });
  }, [paint]);
  return (
    <canvas
      ref={canvas}
      class={`lazy-canvas ${more ?? ""}`}
      width={1}
      height={1}
      style={{ aspectRatio: `${width} / ${height}` }}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      {...rest}
    />
  );
}
