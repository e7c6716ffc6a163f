import { useLayoutEffect, useRef } from "preact/hooks";
import type { SessionStep } from "../../protocol/messages.ts";
import { go, view } from "../../state/address.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { openTopic } from "../../ui/help.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { timeWords } from "../session/timeWords.ts";
import { useParticipation } from "../session/useParticipation.ts";
import { useSpent } from "../session/useSpent.ts";
import "./taskBar.css";

interface TaskBarProps {
  step: SessionStep;
  /** What the step is called, with its image. */
  title: string;
  /** Whether there is scene 2. */
  pool: boolean;
  /** Whether what is to be done stands below the bar. */
  told: boolean;
  onTell: (told: boolean) => void;
  onDone: () => void;
}

/** The bar above the scenes: what is to be done, which scene, what time is left, and how to go on. */
export function TaskBar({ step, title, pool, told, onTell, onDone }: TaskBarProps) {
  const { at, session } = useParticipation();
  const { language, steps } = session.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const word = step.kind === "task" ? "Task" : "Tutorial";
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <header class="task-bar">
      <div class="task-words">
        <h1 ref={heading} tabIndex={-1} lang={language}>
          <bdi>{title}</bdi>
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

function TimeLeft({ step }: { step: SessionStep }) {
  const words = timeWords(step, useSpent());
  if (!words) return null;
  if (!words.exact) return <p class="task-time small muted">{words.text}</p>;
  return (
    <p class="task-time" data-short={words.short}>
      <span class="number" role="timer" aria-label="Time left">
        {words.text}
      </span>
      <span class="unseen" role="status">
        {words.short ? "Less than a minute is left." : ""}
      </span>
    </p>
  );
}
