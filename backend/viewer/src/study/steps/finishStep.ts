import type { SessionStep, StudySession } from "../../protocol/messages.ts";
import { leaveVr } from "../../vr/vrSession.ts";
import type { Participation } from "../session/participation.ts";
import { conditionOf, hasScenes } from "./condition.ts";

/** Whether a step can be done in VR. */
export function offersVr(step: SessionStep, session: StudySession): boolean {
  return hasScenes(step, session) && conditionOf(step, session)?.shows?.vr === true;
}

/** The step is over. Who is in VR stays there where the next step can be done there too, and is taken out where not. */
export function finishStep(participation: Participation, reason: "done" | "time" = "done"): void {
  const session = participation.session.peek();
  const next = session.steps[participation.at.peek() + 1];
  if (!next || !offersVr(next, session)) leaveVr();
  participation.finish(reason);
}
