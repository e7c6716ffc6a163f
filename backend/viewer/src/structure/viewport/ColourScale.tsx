import { SCENES } from "../../geometry/scenes.ts";
import { range } from "../../geometry/tensor.ts";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { groupsShown } from "../display/groups.ts";
import { valueText } from "../pictures/mapPicture.ts";
import { ScaleRow } from "../pictures/ScaleRow.tsx";
import { percentage } from "../scene/captions.ts";
import { meanName } from "../scene/criterion.ts";
import { differenceLimit } from "../scene/drawnTensor.ts";
import { useStructure } from "../session/useStructure.ts";
import "./colourScale.css";

/**
 * What the scene's colours, frames and captions mean, and whose clusters it shows. Each picture is coloured by its own
 * range, differences by that of their layer; of what is pointed at it is told in numbers.
 */
export function ColourScale() {
  const { ablation, answers, display, masks } = useStructure();
  const now = groupsShown(answers.columns.value);
  const masked = masks.live.value.length > 0;
  const changed = (masked || ablation.any.value) && now !== null;
  return (
    <div class="colour-scale muted">
      <span class="colour-scale-words">{now?.difference ? <DifferenceScale /> : <MapScale />}</span>
      <span class="colour-scale-marks">
        {changed && (
          <span class="colour-scale-groups">
            {now.groups === "original"
              ? "clusters of the original image"
              : masked
                ? "clusters made anew for this mask"
                : "clusters made anew for what is off"}
          </span>
        )}
        <span class="dash-mark" aria-hidden="true" />
        {`explains under ${percentage(SCENES.structure.little_explained)}`}
        <HelpButton topic="explained-variance" about="Dashed frames" />
      </span>
      <span class="colour-scale-captions">
        {`above each picture: its maps, their ${meanName(display.criterion.value)}`}
      </span>
    </div>
  );
}

function MapScale() {
  const { answers, viewport } = useStructure();
  const pointed = viewport.hovered.value;
  const map = pointed && answers.columns.value[pointed.position]?.clusters[pointed.cluster]?.representative;
  const ends = map ? range(map) : null;
  return (
    <>
      <ScaleRow low={ends ? valueText(ends.min) : "low"} high={ends ? valueText(ends.max) : "high"} />
      {map ? "in this picture" : "in each picture’s own range"}
      <HelpButton topic="colour-map" about="Colours" />
    </>
  );
}

function DifferenceScale() {
  const { answers, viewport } = useStructure();
  const pointed = viewport.hovered.value;
  const map = pointed && answers.columns.value[pointed.position]?.clusters[pointed.cluster]?.difference;
  const limit = map ? valueText(differenceLimit(map)) : null;
  return (
    <>
      <ScaleRow
        low={limit ? `−${limit}` : "less"}
        high={limit ? `+${limit}` : "more than in the original"}
        stops={SCENES.colours.difference}
      />
      {map ? "in this layer" : "white: no change; each layer to its largest"}
      <HelpButton topic="difference" about="Differences" />
    </>
  );
}
