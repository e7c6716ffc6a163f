import type { Complaint } from "./complaint.ts";
import type { OperationRequests, PartContents, Progress, TrainingProgress } from "./messages.ts";

/** A part of an answer: `kind` says which message `content` is. Ignore kinds that you do not know. */
export type AnyPart = { [K in keyof PartContents]: { kind: K; content: PartContents[K] } }[keyof PartContents];

/** How a request ended, where it did not fail. */
export type Ending = "done" | "cancelled" | "superseded";

/** What to do with the answer to a request. Nothing is called any more once the request has ended. */
export interface RequestHandlers {
  /** A newer request of the same slot ends an older one as `superseded`. */
  slot?: string | undefined;
  onPart(part: AnyPart): void;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** The answer begins anew, because the connection or the image was lost: forget the parts so far. */
  onRestart?: (() => void) | undefined;
}

/** What to do with how a run goes. Nothing is called any more once that has ended. */
export interface FollowHandlers {
  /** A newer request of the same slot ends an older one as `superseded`. */
  slot?: string | undefined;
  /** Its curve, then what is new of it; `anew`: forget what came before, as after a lost connection too. */
  onTraining(training: TrainingProgress): void;
  onProgress?: ((progress: Progress) => void) | undefined;
}

/** What is asked for: an analysis, or to follow a run of training. */
export type Asked =
  | {
      type: "request";
      operation: keyof OperationRequests;
      body: OperationRequests[keyof OperationRequests];
    }
  | { type: "follow"; run: string };

/** A request whose answer is awaited. */
export interface Running {
  /** How it ended. Rejects with a Complaint. */
  readonly finished: Promise<Ending>;
  /** Stops it; `finished` is then `cancelled` at once, unless it has ended already. */
  cancel(): void;
}

/** One request from its beginning to its end, over as many connections as it takes. It ends exactly once. */
export class UnderWay {
  readonly finished: Promise<Ending>;
  readonly asked: Asked;
  readonly handlers: RequestHandlers & Partial<FollowHandlers>;
  /** Its id on the present connection; null while it waits for one, or for a busy server. */
  id: string | null = null;
  /** Bytes of its frame, once sent. */
  size = 0;
  /** Whether it was ever sent. */
  sent = false;
  /** Whether the server said anything about it on this connection. */
  heard = false;
  /** The next part's `sequence`. */
  sequence = 0;
  /** Connections lost since the server last said anything about it. */
  losses = 0;
  /** Parts of it that were lost or could not be read. */
  faults = 0;
  /** How often the server was too busy for it. */
  refusals = 0;
  /** How it is with its image, which the server has dropped: it is given again, once. */
  image: "there" | "awaited" | "given" = "there";
  /** Sends it again when a busy server may have room. */
  timer: ReturnType<typeof setTimeout> | undefined;
  ended = false;
  private resolve!: (ending: Ending) => void;
  private reject!: (complaint: Complaint) => void;

  constructor(asked: Asked, handlers: RequestHandlers & Partial<FollowHandlers>) {
    this.asked = asked;
    this.handlers = handlers;
    this.finished = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** It is sent under a new id, from its beginning. */
  begin(id: string, size: number): void {
    clearTimeout(this.timer);
    this.id = id;
    this.size = size;
    this.sequence = 0;
    this.heard = false;
    this.sent = true;
  }

  end(ending: Ending | Complaint): void {
    if (this.ended) return;
    this.ended = true;
    clearTimeout(this.timer);
    if (typeof ending === "string") this.resolve(ending);
    else this.reject(ending);
  }
}
