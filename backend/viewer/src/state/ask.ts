import { answerWith, isPartOf, type Operation, type PartOf } from "../protocol/answers.ts";
import { Complaint } from "../protocol/complaint.ts";
import type { OperationAnswers, OperationRequests, Progress } from "../protocol/messages.ts";
import { stream } from "./connection.ts";

/** What to do while an answer comes. Nothing is called any more once it has ended. */
export interface Asking<O extends Operation> {
  /** A newer request of the same slot supersedes an older one. */
  slot?: string;
  /** Cancels the request. */
  signal?: AbortSignal;
  onPart?(part: PartOf<O>): void;
  onProgress?(progress: Progress): void;
  /** The answer begins anew, because the connection or the image was lost: forget the parts so far. */
  onRestart?(): void;
}

/**
 * Asks the server for an analysis. Gives the whole answer, or null where the request was cancelled or superseded by a
 * newer one of its slot. Lost connections, busy servers and dropped images are got over on the way; what cannot be got
 * over rejects with a Complaint.
 */
export async function ask<O extends Operation>(
  operation: O,
  body: OperationRequests[O],
  { slot, signal, onPart, onProgress, onRestart }: Asking<O> = {},
): Promise<OperationAnswers[O] | null> {
  if (signal?.aborted) return null;
  let answer = null as OperationAnswers[O] | null;
  const running = stream.request(operation, body, {
    slot,
    onPart: (part) => {
      if (!isPartOf(operation, part)) return;
      answer = answerWith(operation, answer, part);
      onPart?.(part);
    },
    onProgress,
    onRestart: () => {
      answer = null;
      onRestart?.();
    },
  });
  signal?.addEventListener("abort", running.cancel);
  try {
    if ((await running.finished) !== "done") return null;
  } finally {
    signal?.removeEventListener("abort", running.cancel);
  }
  if (answer === null) throw Complaint.unreadable();
  return answer;
}
