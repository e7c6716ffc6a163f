import { describe, expect, test } from "vitest";
import { epochAt, type Frame, lastEpoch, linesOf, marksOf, topOf, xOf, yOf } from "../../src/training/curvePlot";
import { plotInWords, readingText, tableEpochs, valuesAt } from "../../src/training/curveWords";
import { RunCurve } from "../../src/training/runCurve";
import { epochOf, runOf, stepOf, told } from "./runs";

function curve(): RunCurve {
  const made = new RunCurve(runOf());
  const steps = Array.from({ length: 20 }, (_, at) => stepOf(at + 1, at === 13 ? 40 : 2 - at / 20));
  made.take(told({ steps, epochs: [epochOf(0, 2.3, 0.1), epochOf(1, 1.6, 0.5), epochOf(2, 1.2, 0.7)] }));
  return made;
}

const FRAME: Frame = { width: 400, height: 100, epochs: 4, top: 2 };

describe("the curve of a run", () => {
  test("takes steps at their share of an epoch, and epochs once", () => {
    const made = curve();
    expect(made.steps.loss.points.map(({ x }) => x).slice(0, 3)).toEqual([0.1, 0.2, 0.3]);
    made.take(told({ run: runOf({ epochs_done: 3 }), epochs: [epochOf(2, 1.2, 0.7), epochOf(3, 1, 0.8)] }));
    expect(made.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
    expect(made.run.epochs_done).toBe(3);
  });

  test("begins anew where it is told so", () => {
    const made = curve();
    made.take(told({ anew: true, steps: [stepOf(1, 3)], epochs: [epochOf(0, 2, 0.2)] }));
    expect(made.steps.loss.points).toHaveLength(1);
    expect(made.epochs).toHaveLength(1);
  });
});

describe("a plot", () => {
  test("has room for what is planned while it grows, then for what was reached", () => {
    expect(lastEpoch([curve()])).toBe(4);
    const stopped = new RunCurve(runOf({ state: "stopped" }));
    expect(lastEpoch([stopped])).toBe(2);
    expect(lastEpoch([stopped, curve()])).toBe(4);
  });

  test("of accuracy reaches from 0 to 1; of loss it is not pressed flat by one step that went wrong", () => {
    expect(topOf("accuracy", [curve()], 0.5)).toBe(1);
    const top = topOf("loss", [curve()], 0.5);
    expect(top).toBeGreaterThan(2.3);
    expect(top).toBeLessThan(20);
    expect(topOf("loss", [new RunCurve(runOf())], 0.5)).toBe(1);
  });

  test("draws epochs where they are, a line of steps and a smoother one", () => {
    const { raw, smooth, aside, dots } = linesOf(curve(), "loss", 0.5, FRAME);
    expect(dots.map(({ x }) => x)).toEqual([0, 100, 200]);
    expect(dots[1]?.y).toBeCloseTo(100 * (1 - 1.6 / 2));
    expect(aside).toMatch(/^M0\.0 -15\.0L100\.0 20\.0L200\.0 40\.0$/);
    expect(raw.split("L")).toHaveLength(20);
    expect(smooth).not.toBe(raw);
    expect(linesOf(curve(), "loss", 0, FRAME).smooth).toBe(raw);
  });

  test("of very many epochs has no dots, and no more points than before", () => {
    const long = new RunCurve(runOf({ epochs: 1000, steps: 50 }));
    for (let epoch = 1; epoch <= 1000; epoch++) {
      const steps = Array.from({ length: 50 }, (_, at) => stepOf((epoch - 1) * 50 + at + 1, 1 / epoch));
      long.take(told({ run: runOf({ epochs: 1000, steps: 50 }), steps, epochs: [epochOf(epoch - 1, 1 / epoch, 0.5)] }));
    }
    const { dots, raw } = linesOf(long, "loss", 1, { ...FRAME, epochs: 1000 });
    expect(dots).toEqual([]);
    expect(raw.split("L").length).toBeLessThanOrEqual(1600);
  });

  test("is marked with few round numbers", () => {
    expect(marksOf(FRAME)).toEqual({ epochs: [0, 1, 2, 3, 4], values: [0, 0.5, 1, 1.5, 2] });
    expect(marksOf({ ...FRAME, epochs: 1 }).epochs).toEqual([0, 1]);
    const many = marksOf({ ...FRAME, epochs: 1000, width: 640 }).epochs;
    expect(many.length).toBeLessThan(12);
    expect(many).toContain(1000);
  });

  test("is read at the nearest epoch", () => {
    expect([-9, 49, 51, 400, 900].map((x) => epochAt(x, FRAME))).toEqual([0, 0, 1, 4, 4]);
    expect(xOf(3, FRAME)).toBe(300);
    expect(yOf(1, FRAME)).toBe(50);
  });
});

describe("words", () => {
  test("say of what each number is", () => {
    expect(readingText(epochOf(2, 1.2, 0.7))).toBe(
      "learned from: loss 1.100, accuracy 75.0%; put aside: loss 1.200, accuracy 70.0%",
    );
    expect(readingText(epochOf(0, 2.3, 0.1))).toBe("put aside: loss 2.300, accuracy 10.0%");
    expect(plotInWords("accuracy", [curve()])).toBe(
      "Accuracy over epochs. digits: of the pictures put aside 10.0% before learning, 70.0% after epoch 2; then of those it learned from 75.0%.",
    );
    expect(plotInWords("loss", [new RunCurve(runOf())])).toContain("digits: nothing yet");
    expect(valuesAt(curve(), 3)).toBeNull();
  });

  test("a table of many epochs has some, the last among them", () => {
    const made = new RunCurve(runOf());
    made.take(told({ epochs: Array.from({ length: 200 }, (_, epoch) => epochOf(epoch, 1, 0.5)) }));
    const { every, epochs } = tableEpochs(made);
    expect(every).toBe(4);
    expect(epochs.length).toBeLessThanOrEqual(61);
    expect(epochs.at(-1)?.epoch).toBe(199);
    expect(tableEpochs(curve()).epochs).toHaveLength(3);
  });
});
