import { OPERATION_PARTS, type OperationAnswers, type OperationRequests, type PartContents } from "./messages.ts";
import type { AnyPart } from "./underWay.ts";

/** What can be asked of the server. */
export type Operation = keyof OperationRequests;

type Kinds<O extends Operation> = (typeof OPERATION_PARTS)[O];
type Last<O extends Operation> =
  Kinds<O> extends readonly [...unknown[], infer K extends keyof PartContents] ? K : never;

/** Operations whose last part is not the answer as a whole. */
type Folded = { [O in Operation]: PartContents[Last<O>] extends OperationAnswers[O] ? never : O }[Operation];

/** The answer with one more part; null while it is not yet known. */
type Fold<O extends Operation, K extends keyof PartContents> = (
  before: OperationAnswers[O] | null,
  content: PartContents[K],
) => OperationAnswers[O] | null;

/** How parts become an answer, where the last is not the answer itself. */
const FOLDS: { [O in Folded]: { [K in Kinds<O>[number]]: Fold<O, K> } } = {
  ablations: {
    ablation_baseline: (_before, baseline) => ({ baseline, layers: [] }),
    ablated_layer: (before, layer) => before && { ...before, layers: [...before.layers, layer] },
  },
  layers: {
    predictions: (_before, predictions) => ({ predictions, layers: [] }),
    layer: (before, layer) => before && { ...before, layers: [...before.layers, layer] },
  },
};

/** A part of the answer to one operation: `kind` says which message `content` is. */
export type PartOf<O extends Operation> = Extract<AnyPart, { kind: Kinds<O>[number] }>;

/** Whether a part is one that this page knows for the operation; a server of a later minor version may send others. */
export function isPartOf<O extends Operation>(operation: O, part: AnyPart): part is PartOf<O> {
  return (OPERATION_PARTS[operation] as readonly string[]).includes(part.kind);
}

/** The answer with one more part; null while it is not yet known. */
export function answerWith<O extends Operation>(
  operation: O,
  before: OperationAnswers[O] | null,
  part: PartOf<O>,
): OperationAnswers[O] | null {
  const folds = FOLDS as { [name: string]: { [kind: string]: (before: unknown, content: unknown) => unknown } };
  const fold = folds[operation]?.[part.kind];
  if (fold) return (fold(before, part.content) ?? before) as OperationAnswers[O] | null;
  return part.kind === OPERATION_PARTS[operation].at(-1) ? (part.content as OperationAnswers[O]) : before;
}
