import { answerWith, isPartOf, type Operation, type PartOf } from "../protocol/answers.ts";
import { Complaint } from "../protocol/complaint.ts";
import type { OperationAnswers, OperationRequests, Progress } from "../protocol/messages.ts";
import { connection, stream } from "./connection.ts";
import { rememberAnswer } from "./saved/answered.ts";
import { type OpenedSession, opened } from "./saved/opened.ts";

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
  const session = opened.peek();
  if (session) {
    const saved = await savedAnswer(session, operation, body, onPart);
    if (saved) return signal?.aborted ? null : saved;
  }
  const parts: PartOf<O>[] = [];
  let answer = null as OperationAnswers[O] | null;
  const running = stream.request(operation, body, {
    slot,
    onPart: (part) => {
      if (!isPartOf(operation, part)) return;
      answer = answerWith(operation, answer, part);
      parts.push(part);
      onPart?.(part);
    },
    onProgress,
    onRestart: () => {
      answer = null;
      parts.length = 0;
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
  rememberAnswer({ operation, body, parts }, slot);
  return answer;
}

/**
 * Whether a question has an answer, in the opened session or at the server: what nobody has asked for is asked only then.
 * Without a session it does, since it waits for the server. Subscribes.
 */
export function isAnswerable<O extends Operation>(operation: O, body: OperationRequests[O]): boolean {
  const session = opened.value;
  return !session || session.answerTo(operation, body) !== undefined || connection.value.status === "ready";
}

/** What an opened session was answered to the same question; null where a server is to be asked. */
async function savedAnswer<O extends Operation>(
  session: OpenedSession,
  operation: O,
  body: OperationRequests[O],
  onPart: Asking<O>["onPart"],
): Promise<OperationAnswers[O] | null> {
  await Promise.resolve(); // as of any other question, nothing is answered before the asker goes on
  const saved = session.answerTo(operation, body);
  if (!saved && connection.peek().status !== "ready" && connection.peek().status !== "connecting") throw notSaved();
  let answer = null as OperationAnswers[O] | null;
  for (const part of saved?.parts ?? []) {
    if (!isPartOf(operation, part)) continue;
    answer = answerWith(operation, answer, part);
    onPart?.(part);
  }
  return answer;
}

function notSaved(): Complaint {
  return new Complaint(
    "not_saved",
    "Expected a question that was answered before the session was saved, got another.",
    {
      hint: "A server can answer it: it is asked as soon as one is there, and you try again.",
    },
  );
}
