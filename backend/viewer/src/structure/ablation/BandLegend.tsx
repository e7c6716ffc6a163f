import { Button } from "../../ui/Button.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { percent } from "../../ui/words.ts";
import { useStructure } from "../session/useStructure.ts";
import { largestChange } from "./measuredInfluence.ts";
import "./ablation.css";

/** What the bands between columns mean: shares of maps, or what was measured of them. */
export function BandLegend() {
  const { influence } = useStructure();
  const status = influence.status.value;
  return (
    <section class="band-legend" aria-label="Bands between columns">
      {influence.ablations.value ? <Measured /> : status.state === "running" ? <Running /> : <NotMeasured />}
      <HelpButton topic="influence" about="Bands" />
    </section>
  );
}

function Running() {
  const { status } = useStructure().influence;
  const progress = status.value.state === "running" ? status.value.progress : null;
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
  return (
    <>
      <span>Measuring what flows into what</span>
      <progress class="band-progress" aria-label="Measuring what flows into what" value={share} />
    </>
  );
}

function NotMeasured() {
  const { influence } = useStructure();
  const failed = influence.status.value.state === "failed" ? influence.status.value.complaint : null;
  return (
    <>
      <span>{failed ? `Not measured: ${failed.message}` : "Bands: shares of maps, not measured yet"}</span>
      {(failed || influence.onlyAsked.value) && (
        <Button onClick={() => influence.measure()}>{failed ? "Try again" : "Measure"}</Button>
      )}
    </>
  );
}

function Measured() {
  const ablations = useStructure().influence.ablations.value;
  const largest = ablations && largestChange(ablations);
  return (
    <>
      <span title="How much a cluster changes without the one before">Bands: measured change</span>
      {largest !== null && (
        <span class="band-scale muted number">
          0<span class="band-wedge" aria-hidden="true" />
          <span class="unseen"> to </span>
          {percent(largest)}
        </span>
      )}
    </>
  );
}
