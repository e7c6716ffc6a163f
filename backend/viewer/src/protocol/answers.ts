import type { OperationAnswers, OperationRequests, PartContents } from "./messages.ts";
import type { AnyPart } from "./underWay.ts";

/** What can be asked of the server. */
export type Operation = keyof OperationRequests;

/** The answer with one more part; null while it is not yet known. */
type Fold<O extends Operation, K extends keyof PartContents> = (
  before: OperationAnswers[O] | null,
  content: PartContents[K],
) => OperationAnswers[O] | null;

/** The parts that each operation is answered in, and how they become the answer. */
const FOLDS = {
  layers: {
    predictions: (_before, predictions) => ({ predictions, layers: [] }),
    layer: (before, layer) => before && { ...before, layers: [...before.layers, layer] },
  },
  activations: {
    activations: (before, content) => (before ? { ...before, maps: [...before.maps, ...content.maps] } : content),
  },
  // Batches are for the screen; the pool at the end has all that was in them.
  pools: { pool_batch: (before) => before, pool: whole },
  boundaries: { boundary: whole },
  inputs: { input: whole },
  superpixels: { superpixels: whole },
} satisfies { [O in Operation]: { [K in keyof PartContents]?: Fold<O, K> } };

/** A part of the answer to one operation: `kind` says which message `content` is. */
export type PartOf<O extends Operation> = Extract<AnyPart, { kind: keyof (typeof FOLDS)[O] }>;

/** Whether a part is one that this page knows for the operation; a server of a later minor version may send others. */
export function isPartOf<O extends Operation>(operation: O, part: AnyPart): part is PartOf<O> {
  return Object.hasOwn(FOLDS[operation], part.kind);
}

/** The answer with one more part; null while it is not yet known. */
export function answerWith<O extends Operation>(
  operation: O,
  before: OperationAnswers[O] | null,
  part: PartOf<O>,
): OperationAnswers[O] | null {
  const folds = FOLDS[operation] as Record<string, (before: unknown, content: unknown) => OperationAnswers[O] | null>;
  return folds[part.kind]?.(before, part.content) ?? before;
}

function whole<T>(_before: T | null, content: T): T {
  return content;
}
