import { useEffect } from "preact/hooks";
import { reducedMotion } from "../scene/cameraFlight.ts";
import { IconButton } from "../ui/Button.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { epochName } from "./curveWords.ts";
import type { Moments } from "./moments.ts";
import { useTraining } from "./useTraining.ts";
import "../sideBySide/letter.css";
import "./timeline.css";

/** How long an epoch stands while they play, in milliseconds, at least. */
const PACE_MS = 700;
/** The same for who wants less to move. */
const CALM_PACE_MS = 2000;

interface TimelineProps {
  /** Whether what is shown of moment B has come; playing waits for it. */
  settled: () => boolean;
}

/** The epochs whose weights are kept, and both moments among them. */
export function Timeline({ settled }: TimelineProps) {
  const { moments, run } = useTraining();
  const { kept, playing, wantedB } = moments;
  const all = kept.value;
  useEffect(() => {
    if (!playing.value) return;
    const timer = setInterval(
      () => {
        if (settled() && !moments.step()) playing.value = false;
      },
      reducedMotion() ? CALM_PACE_MS : PACE_MS,
    );
    return () => clearInterval(timer);
  }, [playing.value, moments, playing, settled]);
  if (all.length === 0) return null;
  const state = run.value?.state;
  return (
    <section class="moments" aria-label="Moments of the run" data-tour="moments">
      <IconButton
        icon={playing.value ? "pause" : "play"}
        label={playing.value ? "Pause" : "Play: moment B goes from epoch to epoch"}
        disabled={all.length < 2}
        onClick={() => {
          if (playing.peek()) playing.value = false;
          else moments.play();
        }}
      />
      <div class="moments-sliders">
        <Moment letter="A" moments={moments} />
        <Ticks kept={all} />
        <Moment letter="B" moments={moments} />
      </div>
      {state === "running" && (
        <div class="moments-more">
          <Toggle
            label="B follows the newest"
            checked={wantedB.value === null}
            onChange={(follow) => {
              playing.value = false;
              wantedB.value = follow ? null : moments.b.peek();
            }}
          />
        </div>
      )}
    </section>
  );
}

function Moment({ letter, moments }: { letter: "A" | "B"; moments: Moments }) {
  const { kept, playing } = moments;
  const epoch = (letter === "A" ? moments.a : moments.b).value ?? 0;
  const at = kept.value.indexOf(epoch);
  const last = kept.value.length - 1;
  const words = epochName(epoch);
  return (
    <label class="moment">
      <span class="beside-letter" aria-hidden="true">
        {letter}
      </span>
      <input
        class="slider"
        type="range"
        min={0}
        max={Math.max(1, last)}
        step={1}
        value={at}
        disabled={last < 1}
        aria-label={`Moment ${letter}`}
        aria-valuetext={words}
        style={{ "--share": `${last > 0 ? (at / last) * 100 : 0}%` }}
        onInput={(event) => {
          playing.value = false;
          const next = kept.peek()[event.currentTarget.valueAsNumber] ?? null;
          if (letter === "A") moments.wantedA.value = next;
          else moments.wantedB.value = next;
        }}
      />
      <output class="moment-words small number">{words}</output>
    </label>
  );
}

/** One path for all ticks, however many epochs are kept. */
function Ticks({ kept }: { kept: readonly number[] }) {
  const last = Math.max(1, kept.length - 1);
  return (
    <svg class="moments-ticks" viewBox="0 0 1000 6" preserveAspectRatio="none" aria-hidden="true">
      <path d={kept.map((_, at) => `M${Math.round((at / last) * 1000)} 0V6`).join("")} />
    </svg>
  );
}
