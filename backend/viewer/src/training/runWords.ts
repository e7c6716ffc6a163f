import type { TrainingBase, TrainingData, TrainingRun } from "../protocol/messages.ts";
import { percent } from "../ui/words.ts";

/** What a network that is trained from nothing is called in requests. */
export const SCRATCH = "scratch";

/** What state a run is in. */
export const STATES: Record<TrainingRun["state"], string> = {
  running: "Learning",
  stopped: "Stopped",
  finished: "Finished",
};

/** From what a run began: `from scratch`, or a head on a network. */
export function startWords(start: string, starts: readonly TrainingBase[] = []): string {
  if (start === SCRATCH) return "from scratch";
  return `a head on ${starts.find((one) => one.start === start)?.title ?? start}`;
}

/** From what a run began, with what it has of another: `from scratch, changed from digits, weights of digits@3`. */
export function runStartWords(run: TrainingRun, starts: readonly TrainingBase[] = []): string {
  const own = run.own_blocks ? "blocks of its own" : startWords(run.start, starts);
  const weights = run.kept_from === null ? [] : [`weights of ${run.kept_from} where they fit`];
  const scratch = run.own_blocks && run.kept_from === null ? ["from scratch"] : [];
  return [own, ...scratch, ...weights].join(", ");
}

/** `Epoch 3 of 20`. */
export function epochsWords({ epochs, epochs_done: done }: TrainingRun): string {
  return `${done} of ${epochs} epochs`;
}

/** The newest accuracy, and of what; null before there is one. */
export function accuracyWords({ validation_accuracy: accuracy }: TrainingRun): string | null {
  return accuracy === null ? null : `${percent(accuracy)} of what was put aside`;
}

/** When a run was begun, in the person's own time and manner. */
export function beganWords(began: string): string {
  const date = new Date(began);
  return Number.isNaN(date.getTime()) ? began : date.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

/** What a person wants to begin. */
export interface Plan {
  readonly data: TrainingData;
  readonly start: string;
  readonly epochs: number;
  /** 0..1. */
  readonly validationShare: number;
}

/** What a run will do, in a sentence. */
export function planWords({ data, start, epochs, validationShare }: Plan, starts: readonly TrainingBase[]): string {
  const learner =
    start === SCRATCH ? "A small network learns from scratch" : `One new layer, ${startWords(start, starts)}, learns`;
  const aside = Math.round(data.pictures * validationShare).toLocaleString("en");
  return (
    `${learner} to tell ${data.classes.length} classes. About ${aside} of the ${data.pictures.toLocaleString("en")} pictures are put ` +
    `aside: it never learns from them, and is tried on them after every epoch. It sees the others ${epochs === 1 ? "once" : `${epochs} times`}.`
  );
}
