import { useCallback } from "preact/hooks";
import { valueIn } from "../../state/loadable.ts";
import { coverage, type PlacedMask } from "../masks/mask.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { sizeOf } from "../pictures/picture.ts";
import { useStructure } from "../session/useStructure.ts";
import { maskPicture } from "./maskPainting.ts";

/** The input, small and pale, with one mask laid over it: which part of the picture it hides. */
export function MaskPicture({ mask }: { mask: PlacedMask }) {
  const image = valueIn(useStructure().inputs.present.value)?.image;
  const paint = useCallback(() => (image ? maskPicture(image, coverage([mask], sizeOf(image))) : EMPTY), [image, mask]);
  return <LazyCanvas class="mask-picture" width={1} height={1} paint={paint} />;
}

const EMPTY = { height: 1, width: 1, data: new Uint8ClampedArray(4) };
