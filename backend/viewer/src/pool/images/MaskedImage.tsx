import { useLayoutEffect, useRef } from "preact/hooks";
import type { PoolImage } from "../../protocol/messages.ts";
import { usePool } from "../session/usePool.ts";
import { drawMasked } from "./canvases.ts";
import "./image.css";

interface MaskedImageProps {
  image: PoolImage;
  /** Side in CSS pixels. */
  side: number;
  supportVector: boolean;
  /** Whether a line shows where the mask ends. */
  outlined?: boolean | undefined;
}

/** One masked copy with the borders that it has in the scene: a cut corner if changed, one more if a support vector. */
export function MaskedImage({ image, side, supportVector, outlined = false }: MaskedImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { pictures } = usePool();
  const sources = pictures.sourcesOf(image);
  const { height = 1, width = 1 } = pictures.sides.value ?? {};
  const shrink = side / Math.max(height, width);
  const density = Math.min(2, globalThis.devicePixelRatio || 1);
  useLayoutEffect(() => {
    if (canvas.current && sources) drawMasked(canvas.current, sources, image.mask, outlined);
  }, [sources, image, outlined, side]);
  const { top, left, height: rows, width: columns } = image.mask;
  return (
    <span
      class="pool-image"
      data-answer={image.kept ? "kept" : "changed"}
      data-support={supportVector}
      data-large={side > 64}
    >
      <span class="pool-image-frame">
        <canvas
          ref={canvas}
          class="pool-image-canvas"
          width={Math.round(width * shrink * density)}
          height={Math.round(height * shrink * density)}
          style={{ width: `${width * shrink}px`, height: `${height * shrink}px` }}
          role="img"
          aria-label={`The image with rows ${top} to ${top + rows - 1} and columns ${left} to ${left + columns - 1} masked`}
        />
      </span>
    </span>
  );
}
