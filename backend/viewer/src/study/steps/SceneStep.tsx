import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { SessionCondition, SessionStep } from "../../protocol/messages.ts";
import { LazyView } from "../../ui/LazyView.tsx";
import { useParticipation } from "../session/useParticipation.ts";
import { imageOf } from "./condition.ts";
import { FinishDialog } from "./FinishDialog.tsx";
import { finishStep } from "./finishStep.ts";
import { StudyText } from "./StudyText.tsx";
import { TaskBar } from "./TaskBar.tsx";
import { useStepBriefing } from "./useStepBriefing.ts";
import "./sceneStep.css";

/** A tutorial or a task: both scenes of Tetrascope, as the condition has them, below what is to be done. */
export function SceneStep({ step, condition }: { step: SessionStep; condition: SessionCondition }) {
  const participation = useParticipation();
  const { session } = participation;
  const image = imageOf(step, session.value);
  const title = step.image === null || !image ? step.title : `${step.title} · ${image.title}`;
  // Shared with VR: what is asked or hidden there is on the page too.
  const [{ told, asking }] = useState(() => ({ told: signal(true), asking: signal(false) }));
  // Once for each step: what was drawn at another one is not here.
  const [load] = useState(() => {
    const about = { place: participation.at.peek(), condition, image, masks: participation.takeMasks() };
    return async () => {
      const { scenesOf } = await import("../scenes/Scenes.tsx");
      return scenesOf(about);
    };
  });
  useStepBriefing({ step, title, told, asking });
  return (
    <div class="scene-step">
      <TaskBar
        step={step}
        title={title}
        pool={condition.shows?.pool ?? false}
        told={told.value}
        onTell={(on) => {
          told.value = on;
        }}
        onDone={() => {
          asking.value = true;
        }}
      />
      {told.value && (
        <section class="scene-task" id="scene-task" aria-label={step.kind === "task" ? "Task" : "Tutorial"}>
          <StudyText text={step.text} />
        </section>
      )}
      <div class="scene-stage">
        <LazyView name="the network" load={load} />
      </div>
      <FinishDialog
        open={asking.value}
        what={step.kind === "task" ? "task" : "tutorial"}
        onClose={() => {
          asking.value = false;
        }}
        onFinish={() => finishStep(participation)}
      />
    </div>
  );
}
