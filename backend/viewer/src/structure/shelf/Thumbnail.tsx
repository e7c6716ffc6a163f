import { useEffect, useRef } from "preact/hooks";
import { type Fill, USUAL_FILL } from "../../state/fill.ts";
import { valueIn } from "../../state/loadable.ts";
import { coverage, type PlacedMask } from "../masks/mask.ts";
import { masked, sizeOf } from "../pictures/picture.ts";
import { useStructure } from "../session/useStructure.ts";

interface ThumbnailProps {
  masks: readonly PlacedMask[];
  fill: Fill;
  /** For screen readers; left out where words beside it say it. */
  label?: string | undefined;
}

/** A masked image, small, made here from the input and the fill. */
export function Thumbnail({ masks, fill, label }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const input = valueIn(useStructure().inputs.withFill(masks.length > 0 ? fill : USUAL_FILL));
  useEffect(() => {
    if (!input || !canvas.current) return;
    const picture = masked(input.image, input.fill_image, coverage(masks, sizeOf(input.image)));
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    const context = canvas.current.getContext("2d");
    context?.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
  }, [input, masks]);
  return (
    <canvas
      ref={canvas}
      class="thumbnail"
      width={1}
      height={1}
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
    />
  );
}
