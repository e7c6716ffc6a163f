import type { PartOf } from "../../protocol/answers.ts";
import type { Complaint } from "../../protocol/complaint.ts";
import type { Layers, LayersRequest, Progress } from "../../protocol/messages.ts";
import type { Asking } from "../../state/ask.ts";

/** What an answer to `layers` consists of. */
export type LayersPart = PartOf<"layers">;

/** Told of the newest request only; what a superseded one still brings is not passed on. */
export interface LiveListener {
  onSent(body: LayersRequest): void;
  onPart(body: LayersRequest, part: LayersPart): void;
  onProgress(progress: Progress): void;
  /** The answer begins anew, after the connection was lost. */
  onRestart(): void;
  onDone(body: LayersRequest): void;
  onFailed(body: LayersRequest, complaint: Complaint): void;
}

/** Puts a request on its way, in a slot of its own: a newer one supersedes an older one at the server. */
export type SendLayers = (
  body: LayersRequest,
  asking: Required<Omit<Asking<"layers">, "slot">>,
) => Promise<Layers | null>;

/**
 * Requests that follow a hand. While it moves, at most one request is under way and the latest wish waits for it, so
 * that answers keep arriving; when it rests (`urgent`), its wish is sent at once and supersedes what is under way.
 */
export class LiveRequests {
  private current: { body: LayersRequest; key: string; stop: AbortController } | null = null;
  private waiting: LayersRequest | null = null;
  private answered: string | null = null;

  private readonly send: SendLayers;
  private readonly listener: LiveListener;

  constructor(send: SendLayers, listener: LiveListener) {
    this.send = send;
    this.listener = listener;
  }

  /** Asks for `body` now, or, where a hand still moves, as soon as the request under way has been answered. */
  want(body: LayersRequest, urgent: boolean): void {
    const key = requestKey(body);
    if (this.current ? this.current.key === key : this.answered === key) {
      this.waiting = null;
      return;
    }
    if (this.current && !urgent) this.waiting = body;
    else this.start(body, key);
  }

  /** Asks again for what was wanted last, although it was answered or refused. */
  again(body: LayersRequest): void {
    this.start(body, requestKey(body));
  }

  /** Cancels what is under way; the next wish begins anew. */
  stop(): void {
    const stop = this.current?.stop;
    this.current = null;
    this.waiting = null;
    this.answered = null;
    stop?.abort();
  }

  private start(body: LayersRequest, key: string): void {
    this.waiting = null;
    this.answered = null;
    // Marked as current before it is sent, because a part may arrive within the call.
    const own = { body, key, stop: new AbortController() };
    this.current = own;
    this.listener.onSent(body);
    const answer = this.send(body, {
      signal: own.stop.signal,
      onPart: (part) => {
        if (this.current === own) this.listener.onPart(body, part);
      },
      onProgress: (progress) => {
        if (this.current === own) this.listener.onProgress(progress);
      },
      onRestart: () => {
        if (this.current === own) this.listener.onRestart();
      },
    });
    answer.then(
      (whole) => this.finish(own, whole !== null, null),
      (complaint: Complaint) => this.finish(own, false, complaint),
    );
  }

  private finish(own: { body: LayersRequest; key: string }, done: boolean, complaint: Complaint | null): void {
    if (this.current !== own) return;
    this.current = null;
    if (done) {
      this.answered = own.key;
      this.listener.onDone(own.body);
    } else if (complaint) this.listener.onFailed(own.body, complaint);
    const next = this.waiting;
    if (next) this.start(next, requestKey(next));
  }
}

/** Equal for requests that have the same answer. */
export function requestKey(body: object): string {
  return JSON.stringify(body, (_name, value: unknown) =>
    value instanceof Uint8Array ? Array.from(value, (byte) => String.fromCharCode(byte)).join("") : value,
  );
}
