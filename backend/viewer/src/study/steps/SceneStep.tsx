import { useState } from "preact/hooks";
import type { SessionCondition, SessionStep } from "../../protocol/messages.ts";
import { LazyView } from "../../ui/LazyView.tsx";
import { useParticipation } from "../session/useParticipation.ts";
import { imageOf } from "./condition.ts";
import { FinishDialog } from "./FinishDialog.tsx";
import { StudyText } from "./StudyText.tsx";
import { TaskBar } from "./TaskBar.tsx";
import "./sceneStep.css";

/** A tutorial or a task: both scenes of Tetrascope, as the condition has them, below what is to be done. */
export function SceneStep({ step, condition }: { step: SessionStep; condition: SessionCondition }) {
  const participation = useParticipation();
  const { session } = participation;
  const image = imageOf(step, session.value);
  const [told, setTold] = useState(true);
  const [asking, setAsking] = useState(false);
  // Once for each step: what was drawn at another one is not here.
  const [load] = useState(() => {
    const about = { place: participation.at.peek(), condition, image, masks: participation.takeMasks() };
    return async () => {
      const { scenesOf } = await import("../scenes/Scenes.tsx");
      return scenesOf(about);
    };
  });
  return (
    <div class="scene-step">
      <TaskBar
        step={step}
        image={step.image === null ? null : (image?.title ?? null)}
        pool={condition.shows?.pool ?? false}
        told={told}
        onTell={setTold}
        onDone={() => setAsking(true)}
      />
      {told && (
        <section class="scene-task" id="scene-task" aria-label={step.kind === "task" ? "Task" : "Tutorial"}>
          <StudyText text={step.text} />
        </section>
      )}
      <div class="scene-stage">
        <LazyView name="the network" load={load} />
      </div>
      <FinishDialog
        open={asking}
        what={step.kind === "task" ? "task" : "tutorial"}
        onClose={() => setAsking(false)}
        onFinish={() => participation.finish()}
      />
    </div>
  );
}
