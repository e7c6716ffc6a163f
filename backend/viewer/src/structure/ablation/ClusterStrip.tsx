import { percent } from "../../ui/words.ts";
import { changeSign, pointsText } from "../predictions/change.ts";
import { useStructure } from "../session/useStructure.ts";
import { MapSwitch } from "./MapSwitch.tsx";
import { classesWithout, mostCarrying, mostChanged } from "./measuredInfluence.ts";
import "./ablation.css";

/** Classes that are told to change without a cluster. */
const CLASSES = 3;

/** What the network has of the open cluster, as it was measured, and the switch for it. */
export function ClusterStrip({ layer, channels }: { layer: string; channels: readonly number[] }) {
  const off = useStructure().ablation.countOff(layer, channels) === channels.length;
  return (
    <div class="cluster-strip">
      <div class="cluster-effect">
        <Effect layer={layer} channels={channels} off={off} />
      </div>
      <MapSwitch what="Cluster" layer={layer} channels={channels} />
    </div>
  );
}

function Effect({ layer, channels, off }: { layer: string; channels: readonly number[]; off: boolean }) {
  const { influence } = useStructure();
  const ablations = influence.ablations.value;
  const measured = ablations?.layers
    .find((each) => each.layer === layer)
    ?.clusters.find((each) => each.channels.join() === channels.join());
  if (!ablations || !measured) {
    return (
      <p class="small muted">
        {off
          ? "All its maps are constant now: the columns behind and the classes are those of the network without it."
          : "Switch it off to see what the network answers without it."}
      </p>
    );
  }
  const { baseline } = ablations;
  const answer = baseline.classes[0];
  const other = answer && measured.answer.label.index !== answer.label.index ? measured.answer : null;
  const most = mostCarrying(ablations);
  const carries = most?.layer === layer && most.cluster === measured.cluster;
  const changed = mostChanged(measured);
  return (
    <>
      <p class="small">
        <strong>Without it: </strong>
        {classesWithout(baseline, measured, CLASSES).map(({ score, change }, place) => (
          <span key={score.label.index} class="cluster-class number">
            {place > 0 && ", "}
            {score.label.name}{" "}
            <span class="class-change" data-sign={changeSign(change)}>
              {pointsText(change)}
            </span>
          </span>
        ))}
        {" percentage points."}
      </p>
      {(other || carries) && (
        <p class="small cluster-carries">
          {other &&
            `It carries the answer: without it the network says ${other.label.name}, ${percent(other.probability)}. `}
          {carries && "No other cluster carries more of the answer."}
        </p>
      )}
      {changed && (
        <p class="small muted number">
          {`Of what lies behind, ${changed.layer}, cluster ${changed.cluster + 1}, changes most: by ${percent(changed.change)}.`}
        </p>
      )}
    </>
  );
}
