import { numberText } from "../../geometry/tensor.ts";
import { CRITERIA, type LayersRequest } from "../../protocol/messages.ts";

/** By what feature maps are clustered. */
export type Criterion = NonNullable<LayersRequest["criterion"]>;

export const CRITERION_NAMES: readonly Criterion[] = CRITERIA.map((criterion) => criterion.value);

/** What a request means that says none. */
export const USUAL_CRITERION: Criterion = "entropy";

/** What a person calls it, at the beginning of a line. */
export function criterionTitle(criterion: Criterion): string {
  return CRITERIA.find(({ value }) => value === criterion)?.label ?? criterion;
}

/** The same within a sentence. */
export function criterionName(criterion: Criterion): string {
  const title = criterionTitle(criterion);
  return title.charAt(0).toLowerCase() + title.slice(1);
}

/** What the mean of several maps' scores is called; the mean of means is one. */
export function meanName(criterion: Criterion): string {
  const name = criterionName(criterion);
  return name.startsWith("mean ") ? name : `mean ${name}`;
}

/** A score as a person reads it: to `digits` after the point where it lies within 0..1, else to one more that count. */
export function scoreText(criterion: Criterion, score: number, digits = 2): string {
  return criterion === "entropy" ? score.toFixed(digits) : numberText(score, digits + 1);
}
