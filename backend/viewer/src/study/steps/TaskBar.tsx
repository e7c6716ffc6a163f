import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionStep } from "../../protocol/messages.ts";
import { go, view } from "../../state/address.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { openTopic } from "../../ui/help.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { clockTime } from "../session/times.ts";
import { useParticipation } from "../session/useParticipation.ts";
import { useSpent } from "../session/useSpent.ts";
import "./taskBar.css";

/** Milliseconds before the end at which the time that is left is said aloud. */
const LAST_MINUTE = 60_000;

interface TaskBarProps {
  step: SessionStep;
  /** What the image is called; null where the step has none. */
  image: string | null;
  /** Whether there is scene 2. */
  pool: boolean;
  /** Whether what is to be done stands below the bar. */
  told: boolean;
  onTell: (told: boolean) => void;
  onDone: () => void;
}

/** The bar above the scenes: what is to be done, which scene, what time is left, and how to go on. */
export function TaskBar({ step, image, pool, told, onTell, onDone }: TaskBarProps) {
  const { at, session } = useParticipation();
  const { language, steps } = session.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const word = step.kind === "task" ? "Task" : "Tutorial";
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <header class="task-bar">
      <div class="task-words">
        <h1 ref={heading} tabIndex={-1} lang={language}>
          <bdi>{image === null ? step.title : `${step.title} · ${image}`}</bdi>
        </h1>
        <p class="small muted">{`${word} · step ${at.value + 1} of ${steps.length - 1}`}</p>
      </div>
      {pool && (
        <nav class="task-scenes" aria-label="Scenes">
          <Segmented
            label="Scene"
            options={[
              { value: "structure", label: "Network structure", icon: "network" },
              { value: "pool", label: "Masked images", icon: "tetrahedron" },
            ]}
            value={view.value === "pool" ? "pool" : "structure"}
            onChange={(scene) => go(scene)}
          />
        </nav>
      )}
      <div class="task-actions">
        <TimeLeft step={step} />
        <Button kind="quiet" aria-expanded={told} aria-controls="scene-task" onClick={() => onTell(!told)}>
          {`${told ? "Hide" : "Show"} the ${word.toLowerCase()}`}
        </Button>
        <IconButton
          icon="help"
          label="Help"
          onClick={() => {
            openTopic.value = "";
          }}
        />
        <Button kind="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </header>
  );
}

/** Of a limit to the second; of a tutorial the planned minutes, which nothing ends. */
function TimeLeft({ step }: { step: SessionStep }) {
  const spent = useSpent();
  if (step.limit_minutes !== null) {
    const left = step.limit_minutes * 60_000 - spent;
    return (
      <p class="task-time" data-short={left < LAST_MINUTE}>
        <span class="number" role="timer" aria-label="Time left">
          {clockTime(left)}
        </span>
        <span class="unseen" role="status">
          {left < LAST_MINUTE ? "Less than a minute is left." : ""}
        </span>
      </p>
    );
  }
  if (step.kind !== "tutorial") return null;
  const minutes = Math.ceil(step.minutes - spent / 60_000);
  return <p class="task-time small muted">{minutes > 0 ? `${minutes} of ${step.minutes} min left` : "Time is over"}</p>;
}
