import { colourMap } from "../../geometry/colourMap.ts";
import { range } from "../../geometry/tensor.ts";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { columns } from "../answers/result.ts";
import { colourMapName } from "../display/display.ts";
import { valueText } from "../pictures/mapPicture.ts";
import { hovered } from "./sceneState.ts";
import "./colourScale.css";

/**
 * What the scene's colours and captions mean. Each picture is coloured by its own range; that of the one pointed at is told
 * in numbers.
 */
export function ColourScale() {
  const pointed = hovered.value;
  const map = pointed && columns.value[pointed.position]?.clusters[pointed.cluster]?.representative;
  const ends = map ? range(map) : null;
  return (
    <div class="colour-scale muted">
      <span class="colour-scale-words">
        <ScaleRow low={ends ? valueText(ends.min) : "low"} high={ends ? valueText(ends.max) : "high"} />
        {map ? "in this picture" : "in each picture’s own range"}
        <HelpButton topic="colour-map" about="Colours" />
      </span>
      <span class="colour-scale-captions">above each picture: its maps, their mean entropy</span>
    </div>
  );
}

/** The colour map between what its ends mean. */
export function ScaleRow({ low, high }: { low: string; high: string }) {
  const stops = colourMap(colourMapName.value).stops.join(", ");
  return (
    <span class="colour-scale-row number">
      <span>{low}</span>
      <span
        class="map-swatch colour-bar"
        aria-hidden="true"
        style={{ backgroundImage: `linear-gradient(to right, ${stops})` }}
      />
      <span>{high}</span>
    </span>
  );
}
