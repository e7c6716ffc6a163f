import { range } from "../../geometry/tensor.ts";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { valueText } from "../pictures/mapPicture.ts";
import { ScaleRow } from "../pictures/ScaleRow.tsx";
import { meanName } from "../scene/criterion.ts";
import { useStructure } from "../session/useStructure.ts";
import "./colourScale.css";

/**
 * What the scene's colours and captions mean. Each picture is coloured by its own range; that of the one pointed at is told
 * in numbers.
 */
export function ColourScale() {
  const { answers, display, viewport } = useStructure();
  const pointed = viewport.hovered.value;
  const map = pointed && answers.columns.value[pointed.position]?.clusters[pointed.cluster]?.representative;
  const ends = map ? range(map) : null;
  return (
    <div class="colour-scale muted">
      <span class="colour-scale-words">
        <ScaleRow low={ends ? valueText(ends.min) : "low"} high={ends ? valueText(ends.max) : "high"} />
        {map ? "in this picture" : "in each picture’s own range"}
        <HelpButton topic="colour-map" about="Colours" />
      </span>
      <span class="colour-scale-captions">
        {`above each picture: its maps, their ${meanName(display.criterion.value)}`}
      </span>
    </div>
  );
}
