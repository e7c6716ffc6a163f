import type { SessionCondition, SessionImage, SessionStep, StudySession } from "../../protocol/messages.ts";

/** The condition of a step; null where it has none. */
export function conditionOf(step: SessionStep, { conditions }: StudySession): SessionCondition | null {
  return conditions.find(({ id }) => id === step.condition) ?? null;
}

/** The image of a step; that of a tutorial, which has none of its own, is the study's first. */
export function imageOf(step: SessionStep, { images }: StudySession): SessionImage | null {
  return images.find(({ id }) => id === step.image) ?? images[0] ?? null;
}

/** Whether a step has the two scenes before the participant. */
export function hasScenes(step: SessionStep, session: StudySession): boolean {
  return (step.kind === "task" || step.kind === "tutorial") && conditionOf(step, session)?.shows != null;
}
