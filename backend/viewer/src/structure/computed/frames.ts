import type { ComputationStep } from "../../protocol/messages.ts";

/** What of a step is there to be seen: first what is read, last what comes out. */
export type Stage = "values" | "weights" | "products" | "result";

/** One picture of the animation. */
export interface Frame {
  /** Index of the step. */
  step: number;
  stage: Stage;
}

const STAGES: readonly Stage[] = ["values", "weights", "products", "result"];

/** The pictures of an animation through all steps. */
export function framesOf(steps: readonly ComputationStep[]): readonly Frame[] {
  return steps.flatMap((step, index) => stagesOf(step, index).map((stage) => ({ step: index, stage })));
}

/** Whether a step does something with the value of the step before it, and reads nothing else. */
export function goesOn({ terms, start }: ComputationStep, index: number): boolean {
  return index > 0 && start !== null && terms.every(({ weights }) => weights === null) && terms.length < 2;
}

function stagesOf(step: ComputationStep, index: number): readonly Stage[] {
  const { terms } = step;
  if (terms.length === 0 || goesOn(step, index)) return ["result"];
  return terms.some(({ weights }) => weights !== null) ? STAGES : ["values", "result"];
}

/** Whether a stage is there to be seen at another one. */
export function isThere(stage: Stage, now: Stage): boolean {
  return STAGES.indexOf(stage) <= STAGES.indexOf(now);
}

/** The first picture of a step. */
export function firstOf(frames: readonly Frame[], step: number): number {
  return Math.max(
    0,
    frames.findIndex((frame) => frame.step === step),
  );
}
