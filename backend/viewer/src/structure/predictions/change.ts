import type { ClassLabel, ClassScore, Predictions } from "../../protocol/messages.ts";

/** A class with what masking did to it. */
export interface ClassChange {
  score: ClassScore;
  /** Probability for the unmasked image, 0..1; null where it was not among that image's ten. */
  before: number | null;
  /** Probability now less the one before; null likewise. */
  change: number | null;
}

/** The classes of `now`, each against the same class of the unmasked image. */
export function classChanges(now: Predictions, original: Predictions | null): ClassChange[] {
  const before = new Map(original?.classes.map((score) => [score.label.index, score.probability]));
  return now.classes.map((score) => {
    const probability = before.get(score.label.index) ?? null;
    return { score, before: probability, change: probability === null ? null : score.probability - probability };
  });
}

/** The unmasked image's answer where it is among the ten no more. */
export interface LostAnswer {
  label: ClassLabel;
  /** Probability for the unmasked image, 0..1. */
  before: number;
  /** It has now at most the probability of the tenth, 0..1. */
  atMost: number;
}

/** What has become of the answer of the `original`; null where it is still among the ten of `now`. */
export function lostAnswer(now: Predictions, original: Predictions | null): LostAnswer | null {
  const [answer, last] = [original?.classes[0], now.classes.at(-1)];
  if (!answer || !last || now.classes.some(({ label }) => label.index === answer.label.index)) return null;
  return { label: answer.label, before: answer.probability, atMost: last.probability };
}

/** A change of probability in percentage points, with its sign: `+12.3`, `−0.4`, `0.0`. */
export function pointsText(change: number): string {
  const points = (Math.abs(change) * 100).toFixed(1);
  if (points === "0.0") return points;
  return `${change < 0 ? "−" : "+"}${points}`;
}

/** Whether a change reads as a rise or a fall; `none` where it reads as nothing, or is not known. */
export function changeSign(change: number | null): "up" | "down" | "none" {
  if (change === null || pointsText(change) === "0.0") return "none";
  return change > 0 ? "up" : "down";
}
