import { pointsText } from "../predictions/change.ts";
import { useStructure } from "../session/useStructure.ts";
import { mostCarrying } from "./measuredInfluence.ts";
import "./ablation.css";

/** The cluster without which the answer falls most, and the way there; nothing before that was measured. */
export function CarriesMost() {
  const { display, influence, viewport } = useStructure();
  const ablations = influence.ablations.value;
  const most = ablations && mostCarrying(ablations);
  if (!most) return null;
  const position = display.columnLayers.value.findIndex(({ name }) => name === most.layer);
  return (
    <p class="small">
      {`Without one cluster, “${ablations.baseline.classes[0]?.label.name}” falls by ${pointsText(most.drop).slice(1)} points, more than without any other: `}
      <button type="button" class="carries-most" onClick={() => viewport.scene.value?.focusColumn(position)}>
        {`${most.layer}, cluster ${most.cluster + 1}`}
      </button>
    </p>
  );
}
