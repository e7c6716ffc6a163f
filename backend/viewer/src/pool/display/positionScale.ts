import { verticesOf } from "../../geometry/poolLayout.ts";
import type { PoolImage } from "../../protocol/messages.ts";

/** What a copy's place between the labels is made of: their probabilities, as in the thesis, or the logarithms of these. */
export const POSITION_SCALES = ["linear", "log"] as const;
export type PositionScale = (typeof POSITION_SCALES)[number];

/** The probability below which a label has no weight on the logarithmic scale. */
export const LEAST_PROBABILITY = 1e-4;

type Position = readonly number[];

/** Where a copy stands by its probabilities, in circumradii of the body: the server's own number. */
export function linearPosition({ position }: PoolImage): Position {
  return position;
}

/**
 * The same by the logarithms: Σ wᵢvᵢ / Σ wᵢ over the vertices vᵢ, with wᵢ = max(0, ln(pᵢ / 10⁻⁴)); the centre where all
 * are 0. It grows with pᵢ, so that the most probable label keeps its region; but of two copies that are both nearly sure
 * of one label it tells apart what else they hold possible.
 */
export function logPosition({ probabilities }: PoolImage): Position {
  const vertices = verticesOf(probabilities.length === 2 ? 2 : probabilities.length === 3 ? 3 : 4);
  const weights = probabilities.map((probability) => Math.max(0, Math.log(probability / LEAST_PROBABILITY)));
  const sum = weights.reduce((total, weight) => total + weight, 0) || 1;
  return [0, 1, 2].map((axis) =>
    weights.reduce((total, weight, k) => total + (weight / sum) * (vertices[k]?.[axis] ?? 0), 0),
  );
}
