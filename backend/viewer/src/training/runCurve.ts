import type { TrainingEpoch, TrainingProgress, TrainingRun } from "../protocol/messages.ts";
import { Series } from "./series.ts";

/** What is drawn of a run over its epochs. */
export const MEASURES = ["loss", "accuracy"] as const;
export type MeasureName = (typeof MEASURES)[number];

/** All that is known of how a run has gone so far, thinned. It is changed in place: whoever shows it counts `changes`. */
export class RunCurve {
  run: TrainingRun;
  /** Of the pictures that it learns from, step by step. */
  steps: Record<MeasureName, Series> = fresh();
  /** Each epoch that has ended, 0 among them: what both kinds of pictures gave. By epoch. */
  epochs: TrainingEpoch[] = [];
  changes = 0;

  constructor(run: TrainingRun) {
    this.run = run;
  }

  /** Takes what is new. */
  take(told: TrainingProgress): void {
    if (told.anew) this.forget();
    this.run = told.run;
    const steps = Math.max(1, told.run.steps);
    for (const { step, loss, accuracy } of told.steps) {
      this.steps.loss.add(step / steps, loss);
      this.steps.accuracy.add(step / steps, accuracy);
    }
    for (const epoch of told.epochs) if (epoch.epoch >= this.epochs.length) this.epochs.push(epoch);
    this.changes++;
  }

  /** Everything comes again. */
  forget(): void {
    this.steps = fresh();
    this.epochs = [];
    this.changes++;
  }
}

function fresh(): Record<MeasureName, Series> {
  return { loss: new Series(), accuracy: new Series() };
}

/** What an epoch gave of the pictures put aside. */
export function putAside(epoch: TrainingEpoch, measure: MeasureName): number {
  return measure === "loss" ? epoch.validation_loss : epoch.validation_accuracy;
}
