import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Slider } from "../ui/Slider.tsx";
import { CurveChart, type Mark } from "./CurveChart.tsx";
import type { RunCurve } from "./runCurve.ts";
import { useTraining } from "./useTraining.ts";

/** The curves of the run, and of one over which it is laid, with how much they are smoothed. */
export function CurvesPane() {
  const { followed, followedOver, halfLife, moments } = useTraining();
  const reading = useSignal<number | null>(null);
  const [own, other] = [followed.value?.curve.value ?? null, followedOver.value?.curve.value ?? null];
  const changes = (followed.value?.changes.value ?? 0) + (followedOver.value?.changes.value ?? 0);
  const curves = useMemo(() => [own, other].filter((one): one is RunCurve => one !== null), [own, other]);
  if (!own) return <p class="training-wait muted">The curves come with the first epoch.</p>;
  return (
    <div class="training-curves">
      <CurveChart
        curves={curves}
        changes={changes}
        halfLife={halfLife.value}
        marks={marksOf(moments.a.value, moments.b.value)}
        reading={reading.value}
        onRead={(epoch) => {
          reading.value = epoch;
        }}
      />
      {curves.map(
        ({ run }) =>
          run.kept_from !== null && (
            <p key={run.name} class="small muted">
              {`${run.name} began with weights of ${run.kept_from} where they fitted: they had learned before its first epoch.`}
            </p>
          ),
      )}
      <div class="training-smooth">
        <Slider
          label="Smoothing of the solid lines"
          min={0}
          max={2}
          step={0.1}
          value={halfLife.value}
          format={(epochs) => (epochs === 0 ? "none" : `half-life ${epochs} ${epochs === 1 ? "epoch" : "epochs"}`)}
          onInput={(next) => {
            halfLife.value = next;
          }}
        />
        <p class="small muted">
          The thin line has what single steps gave. The solid one is the exponentially weighted mean around each: what
          is one half-life away, before or after, counts half. What was put aside is not smoothed.
        </p>
      </div>
    </div>
  );
}

function marksOf(a: number | null, b: number | null): readonly Mark[] {
  return [...(a === null ? [] : [{ letter: "A", epoch: a }]), ...(b === null ? [] : [{ letter: "B", epoch: b }])];
}
