import { valueAt } from "../geometry/tensor.ts";
import { worded } from "../state/wording.ts";
import { pixelText } from "../structure/pictures/mapPicture.ts";
import { ScaleRow } from "../structure/pictures/ScaleRow.tsx";
import { drawnTensor } from "../structure/scene/drawnTensor.ts";
import { useSideBySide } from "./useSideBySide.ts";

/** What is pointed at, with its value; or how to point, and what colours mean. */
export function PlaceLine() {
  const both = useSideBySide();
  const now = both.pointed.value;
  const side = now && both.side(now.letter);
  const layer = side?.subject.network.value?.layers.find(({ name }) => name === now?.layer);
  const cluster = side?.answers.columns.value.find((column) => column?.layer === now?.layer)?.clusters[
    now?.cluster ?? 0
  ];
  return (
    <p class="beside-place small muted number">
      {now && side && layer && cluster ? (
        <span>
          {`${side.letter}, ${layer.title || layer.name}, cluster ${now.cluster + 1}. `}
          {pixelText(now, valueAt(drawnTensor(cluster), now.row, now.column))}
          {both.held.value ? worded("; the place is kept, {click} again to let go") : ""}
        </span>
      ) : (
        <>
          <ScaleRow low="low" high="high" />
          <span>in each picture’s own range; outlines mark the same part of the photo</span>
        </>
      )}
    </p>
  );
}
