import type { TrainingEpoch, TrainingProgress, TrainingRun, TrainingStep } from "../../src/protocol/messages";

/** A run of digits with some of it changed. */
export function runOf(more: Partial<TrainingRun> = {}): TrainingRun {
  return {
    name: "digits",
    state: "running",
    data: "digits",
    kind: "digits",
    start: "scratch",
    epochs: 4,
    epochs_done: 2,
    batch: 32,
    learning_rate: 0.001,
    seed: 0,
    began: "2026-11-30T00:10:00+00:00",
    class_names: ["0", "1", "2"],
    training: 80,
    validation: 20,
    validation_share: 0.2,
    skipped: 0,
    steps: 10,
    parameters: 1234,
    seconds: 3,
    loss: 0.5,
    accuracy: 0.8,
    validation_loss: 0.6,
    validation_accuracy: 0.75,
    changed_from: null,
    kept_from: null,
    own_blocks: false,
    can_change: true,
    kept_epochs: [0, 1, 2],
    notes: [],
    problem: null,
    ...more,
  };
}

export function epochOf(epoch: number, loss: number, accuracy: number): TrainingEpoch {
  const learned = epoch === 0 ? null : loss - 0.1;
  return {
    epoch,
    step: epoch * 10,
    loss: learned,
    accuracy: epoch === 0 ? null : accuracy + 0.05,
    validation_loss: loss,
    validation_accuracy: accuracy,
    seconds: epoch,
  };
}

export function stepOf(step: number, loss: number): TrainingStep {
  return { step, epoch: Math.ceil(step / 10), loss, accuracy: 1 - loss / 4, seconds: step / 10 };
}

export function told(more: Partial<TrainingProgress> = {}): TrainingProgress {
  return { run: runOf(), anew: false, steps: [], every: 1, epochs: [], position: 0, ...more };
}
