import type { TrainingEpoch } from "../protocol/messages.ts";
import { percent } from "../ui/words.ts";
import { type MeasureName, putAside, type RunCurve } from "./runCurve.ts";

/** Lines of the table of values at most. */
const MOST_ROWS = 60;

/** A loss or an accuracy as a person reads it. */
export function measureText(measure: MeasureName, value: number | null): string {
  if (value === null) return "–";
  return measure === "accuracy" ? percent(value) : value.toFixed(3);
}

/** `Epoch 3`, or what 0 means. */
export function epochName(epoch: number): string {
  return epoch === 0 ? "Before learning" : `Epoch ${epoch}`;
}

/** The values of an epoch; null where it has not ended. */
export function valuesAt(curve: RunCurve, epoch: number): TrainingEpoch | null {
  return curve.epochs[epoch] ?? null;
}

/** All values of an epoch, in a line: what was learned from, and what was put aside. */
export function readingText(found: TrainingEpoch): string {
  const aside = `put aside: loss ${measureText("loss", found.validation_loss)}, accuracy ${measureText("accuracy", found.validation_accuracy)}`;
  if (found.loss === null) return aside;
  return `learned from: loss ${measureText("loss", found.loss)}, accuracy ${measureText("accuracy", found.accuracy)}; ${aside}`;
}

/** What a plot shows, in words. */
export function plotInWords(measure: MeasureName, curves: readonly RunCurve[]): string {
  const name = measure === "loss" ? "Loss" : "Accuracy";
  const told = curves.map((curve) => {
    const [first, last] = [curve.epochs[0], curve.epochs.at(-1)];
    if (!first || !last) return `${curve.run.name}: nothing yet`;
    const aside = `${measureText(measure, putAside(first, measure))} before learning`;
    if (last.epoch === 0) return `${curve.run.name}: of the pictures put aside ${aside}`;
    return (
      `${curve.run.name}: of the pictures put aside ${aside}, ${measureText(measure, putAside(last, measure))} after epoch ` +
      `${last.epoch}; then of those it learned from ${measureText(measure, last[measure])}`
    );
  });
  return `${name} over epochs. ${told.join(". ")}.`;
}

/** The epochs that the table of values has, and how far apart they are; the last is always among them. */
export function tableEpochs(curve: RunCurve): { every: number; epochs: readonly TrainingEpoch[] } {
  const every = Math.ceil(curve.epochs.length / MOST_ROWS);
  const last = curve.epochs.length - 1;
  return { every, epochs: curve.epochs.filter((_, at) => at % every === 0 || at === last) };
}
