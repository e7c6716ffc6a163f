import type { StoryStep } from "../protocol/messages.ts";
import type { Told } from "../state/tell.ts";
import type { Facts } from "./facts.ts";

export type Goal = NonNullable<StoryStep["goal"]>;

/** What a person is to do; to be shown by `worded`. */
export const GOAL_WORDS: Record<Goal, string> = {
  mask_drawn: "Hide a part of the picture",
  answer_lost: "Let another class come first",
  cluster_opened: "Open a panel",
  map_opened: "Open a map",
  computation_opened: "Choose a pixel of a large map",
  image_kept: "Keep the picture",
  comparison_opened: "Compare two pictures",
  pool_answered: "Wait until all copies are answered",
  pool_image_opened: "{Click} a copy",
};

/** Whether a goal is reached by what was just told, or by what is known already. */
export function isReached(goal: Goal, facts: Facts, told: Told | null): boolean {
  if (goal === "answer_lost") return facts.best !== null;
  if (goal === "pool_answered") return facts.copies !== null;
  return told?.kind === goal;
}
