import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Computation, FeatureMap } from "../../protocol/messages.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { useKeys } from "../../ui/useKeys.ts";
import { firstOf, framesOf } from "./frames.ts";
import { StepPicture } from "./StepPicture.tsx";
import { checkText, exactText, stepTitle } from "./stepWords.ts";

/** How long one picture stands while it plays, in milliseconds: long enough to read what is new in it. */
const FRAME_MS = 1800;

interface PlayerProps {
  computation: Computation;
  mapOf: (layer: string | null, channel: number) => FeatureMap | null;
}

/** The steps, one at a time: by hand, or played. It begins with the first step whole. */
export function Player({ computation, mapOf }: PlayerProps) {
  const { steps } = computation;
  const frames = useMemo(() => framesOf(steps), [steps]);
  const at = useSignal(Math.max(0, firstOf(frames, 1) - 1));
  const playing = useSignal(false);
  const place = useRef<HTMLDivElement>(null);
  const frame = frames[Math.min(at.value, frames.length - 1)];
  const go = (to: number) => {
    at.value = Math.max(0, Math.min(frames.length - 1, to));
  };
  useEffect(() => {
    if (!playing.value) return;
    const timer = setInterval(() => {
      if (at.peek() >= frames.length - 1) playing.value = false;
      else at.value += 1;
    }, FRAME_MS);
    return () => clearInterval(timer);
  }, [playing.value, frames, at, playing]);
  useKeys((event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (place.current?.closest("dialog") !== [...document.querySelectorAll("dialog[open]")].at(-1)) return;
    event.preventDefault();
    playing.value = false;
    go(at.peek() + by);
  });
  const step = frame && steps[frame.step];
  if (!frame || !step) return null;
  const play = () => {
    if (!playing.peek() && at.peek() >= frames.length - 1) at.value = 0;
    playing.value = !playing.peek();
  };
  return (
    <div ref={place} class="computed-player">
      <div class="computed-rail">
        <ol class="computed-steps" aria-label="Steps">
          {steps.map((one, index) => (
            <li key={index}>
              <button
                type="button"
                class="computed-chip"
                aria-current={index === frame.step ? "step" : undefined}
                onClick={() => {
                  playing.value = false;
                  go((index + 1 < steps.length ? firstOf(frames, index + 1) : frames.length) - 1);
                }}
              >
                <span>{`${index + 1}. ${stepTitle(one)}`}</span>
                <span class="number">{exactText(one.value)}</span>
              </button>
            </li>
          ))}
        </ol>
        <div class="computed-controls">
          <IconButton
            icon="chevron-left"
            label="Step back"
            shortcut="←"
            disabled={at.value === 0}
            onClick={() => go(at.value - 1)}
          />
          <Button onClick={play}>{playing.value ? "Pause" : "Play step by step"}</Button>
          <IconButton
            icon="chevron-right"
            label="Step on"
            shortcut="→"
            disabled={at.value >= frames.length - 1}
            onClick={() => go(at.value + 1)}
          />
          <span class="small muted number" aria-live="polite">
            {`Step ${frame.step + 1} of ${steps.length}: ${stepTitle(step)}`}
          </span>
        </div>
      </div>
      <StepPicture key={frame.step} step={step} index={frame.step} stage={frame.stage} mapOf={mapOf} />
      <p class="computed-check small" data-known={step.kind !== "unknown"}>
        {checkText(step)}
      </p>
    </div>
  );
}
