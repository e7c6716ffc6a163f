import { ticks } from "../pool/boundary/distances.ts";
import { type Box, pathOf } from "../pool/importance/curves.ts";
import { type MeasureName, putAside, type RunCurve } from "./runCurve.ts";
import { type Point, smoothed } from "./series.ts";

/** Room beside the lines for what their axes say, in CSS pixels. */
export const GUTTER = { left: 40, right: 12, top: 18, bottom: 20 } as const;
/** Epochs up to which each one has a dot of its own. */
const MOST_DOTS = 60;

/** What a plot is drawn in, in CSS pixels, and what its axes reach. */
export interface Frame extends Box {
  /** Epochs at its right end; 0 is at its left. */
  readonly epochs: number;
}

/** The lines of one run in a plot. */
export interface Lines {
  /** Of what it learns from: each step, or the mean of some. */
  readonly raw: string;
  readonly smooth: string;
  /** Of what is put aside, after each epoch. */
  readonly aside: string;
  readonly dots: readonly { readonly x: number; readonly y: number }[];
}

/** The last epoch of the axis: all that are planned while a run goes on, else those that were reached. */
export function lastEpoch(curves: readonly RunCurve[]): number {
  return Math.max(1, ...curves.map(({ run }) => (run.state === "running" ? run.epochs : run.epochs_done)));
}

/**
 * The top of the axis. Accuracy has all of 0..1; loss begins at 0 and has room for the smoothed line and for what was put
 * aside, so that single steps that went wrong do not press all else flat: they are cut off.
 */
export function topOf(measure: MeasureName, curves: readonly RunCurve[], halfLife: number): number {
  if (measure === "accuracy") return 1;
  let most = 0;
  for (const curve of curves) {
    for (const value of smoothed(curve.steps.loss.points, halfLife)) most = Math.max(most, value);
    for (const epoch of curve.epochs) most = Math.max(most, putAside(epoch, "loss"));
  }
  return most > 0 ? most * 1.05 : 1;
}

/** The lines of a run as SVG paths in the frame. */
export function linesOf(curve: RunCurve, measure: MeasureName, halfLife: number, frame: Frame): Lines {
  const { points } = curve.steps[measure];
  const places = points.map(({ x }) => x / frame.epochs);
  const asides = curve.epochs.map((epoch) => putAside(epoch, measure));
  const ends = curve.epochs.map(({ epoch }) => epoch / frame.epochs);
  return {
    raw: rangePath(points, frame),
    smooth: pathOf(places, smoothed(points, halfLife), frame),
    aside: pathOf(ends, asides, frame),
    dots:
      curve.epochs.length > MOST_DOTS + 1
        ? []
        : curve.epochs.map(({ epoch }, at) => ({ x: xOf(epoch, frame), y: yOf(asides[at] ?? 0, frame) })),
  };
}

/** Through single measures; where a point stands for several, from the lowest to the highest of them. */
function rangePath(points: readonly Point[], frame: Frame): string {
  const at: number[] = [];
  const values: number[] = [];
  for (const { x, low, high, count } of points) {
    for (const value of count > 1 ? [low, high] : [low]) {
      at.push(x / frame.epochs);
      values.push(value);
    }
  }
  return pathOf(at, values, frame);
}

export function xOf(epoch: number, frame: Frame): number {
  return (epoch / frame.epochs) * frame.width;
}

export function yOf(value: number, frame: Frame): number {
  return frame.height * (1 - value / frame.top);
}

/** The epoch at a place of the frame, the nearest whole one. */
export function epochAt(x: number, frame: Frame): number {
  return Math.min(frame.epochs, Math.max(0, Math.round((x / frame.width) * frame.epochs)));
}

/** Round values to mark the axes with, few enough to be read. */
export function marksOf(frame: Frame): { epochs: number[]; values: number[] } {
  return {
    epochs: ticks([0, frame.epochs], Math.min(8, frame.epochs, Math.max(2, Math.floor(frame.width / 70)))).filter(
      Number.isInteger,
    ),
    values: ticks([0, frame.top], 4),
  };
}
