import { BUSY_RETRIES, busyDelay, reconnectDelay } from "./backoff.ts";
import { decode, encode } from "./codec.ts";
import { Complaint } from "./complaint.ts";
import { PROTOCOL_MAJOR } from "./http.ts";
import type {
  CancelFrame,
  CancelledFrame,
  DoneFrame,
  ErrorFrame,
  HelloFrame,
  OperationRequests,
  PartFrame,
  ProgressFrame,
  TrainingFrame,
} from "./messages.ts";
import { type AnyPart, type FollowHandlers, type RequestHandlers, type Running, UnderWay } from "./underWay.ts";

export type { AnyPart, Ending, FollowHandlers, RequestHandlers, Running } from "./underWay.ts";

/** How the connection is. */
export interface StreamState {
  /**
   * `lost`: it will be tried again. `token`: the server wants another token, and requests wait for it. `refused`:
   * the server will not serve this page; requests fail.
   */
  status: "connecting" | "ready" | "lost" | "token" | "refused";
  /** When the next attempt begins, in milliseconds as of `Date.now()`; null where none is planned or one is on. */
  retryAt: number | null;
  /** Why, where it is known. */
  complaint: Complaint | null;
}

/** Who is told of the connection. */
export interface StreamListener {
  onState(state: StreamState): void;
  /** The server greets, at each connection. Another `version` than before: it was replaced. */
  onHello(hello: HelloFrame): void;
  /** Asked when a connection could not be opened, of which a browser gives no reason: null where none is found. */
  diagnose(): Promise<Complaint | null>;
  /** Asked to give the server an image again that it has dropped. False where nobody has it. */
  giveImage(imageId: string): Promise<boolean>;
}

type ServerFrame = HelloFrame | ProgressFrame | PartFrame | TrainingFrame | DoneFrame | ErrorFrame | CancelledFrame;

const CLOSE_TOO_LARGE = 1009;
const CLOSE_PROTOCOL_MISMATCH = 4400;
/** Milliseconds within which a connection must be open and greeted. */
const HELLO_TIMEOUT = 30_000;
/** Connections that may break, one after the other, over a request of which nothing is heard. */
const MAX_LOSSES = 5;

/**
 * One WebSocket for all analyses. It opens with the first request, comes back when it is lost, and sends what is
 * still wanted again, from the beginning. Every request ends exactly once, whatever happens to the connection.
 */
export class StreamClient {
  private readonly url: () => string;
  private readonly token: () => string | null;
  private readonly listener: StreamListener;
  private readonly requests = new Set<UnderWay>();
  private socket: WebSocket | null = null;
  private state: StreamState = { status: "connecting", retryAt: null, complaint: null };
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What the server said instead of a greeting. */
  private fault: Complaint | null = null;
  private lastId = 0;
  private closed = false;

  constructor(url: () => string, token: () => string | null, listener: StreamListener) {
    this.url = url;
    this.token = token;
    this.listener = listener;
  }

  /** Asks for an analysis; its parts come to `handlers` as they become ready. */
  request<O extends keyof OperationRequests>(
    operation: O,
    body: OperationRequests[O],
    handlers: RequestHandlers,
  ): Running {
    return this.under(new UnderWay({ type: "request", operation, body }, handlers));
  }

  /** Follows a run of training, whoever trains it, until it is finished or stopped. */
  follow(run: string, handlers: FollowHandlers): Running {
    return this.under(new UnderWay({ type: "follow", run }, { ...handlers, onPart: () => {} }));
  }

  private under(request: UnderWay): Running {
    if (this.closed) request.end("cancelled");
    else if (this.state.status === "refused") request.end(this.state.complaint ?? Complaint.of("refused"));
    else this.begin(request);
    return { finished: request.finished, cancel: () => this.cancel(request) };
  }

  /** Connects, where there is no connection yet. After a loss or a refusal: at once, without further waiting. */
  retryNow(): void {
    if (this.closed || this.socket !== null) return;
    this.attempt = 0;
    this.open();
  }

  /** Takes the connection for dead, though the browser has not noticed, and makes a new one. */
  reconnect(): void {
    if (this.closed || this.socket === null) return;
    this.drop();
    this.retryLater(null);
    this.retryNow();
  }

  /** Ends everything; what is under way is `cancelled`. */
  close(): void {
    this.closed = true;
    this.drop();
    for (const request of [...this.requests]) this.end(request, "cancelled");
  }

  private begin(request: UnderWay): void {
    const { slot } = request.handlers;
    const older = slot === undefined ? [] : [...this.requests].filter((other) => other.handlers.slot === slot);
    const olderIds = older.map((other) => other.id);
    for (const other of older) this.end(other, "superseded");
    this.requests.add(request);
    if (this.state.status === "ready") this.send(request);
    else if (this.socket === null && this.timer === undefined && this.state.status !== "token") this.open();
    // Its slot stops the older one, unless the server finds fault with the newer.
    for (const id of olderIds) this.sendCancel(id);
  }

  private cancel(request: UnderWay): void {
    if (request.ended) return;
    const { id } = request;
    this.end(request, "cancelled");
    this.sendCancel(id);
  }

  private end(request: UnderWay, ending: Parameters<UnderWay["end"]>[0]): void {
    this.requests.delete(request);
    request.end(ending);
  }

  // The connection

  private open(): void {
    clearTimeout(this.timer);
    this.fault = null;
    const again = this.state.status === "lost";
    this.tell({ status: again ? "lost" : "connecting", retryAt: null, complaint: this.state.complaint });
    const url = this.url();
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, subprotocols(this.token()));
    } catch (error) {
      const hint = "Copy it from the address that the server printed.";
      this.halt(new Complaint("unauthorized", "Expected a token, got other characters.", { hint, cause: error }));
      return;
    }
    socket.binaryType = "arraybuffer";
    socket.onmessage = (event) => this.take(event.data);
    socket.onclose = (event) => this.lose(socket, event.code);
    this.socket = socket;
    this.timer = setTimeout(() => this.lose(socket, null), HELLO_TIMEOUT);
  }

  /** Lets the socket go, if there is one; what was asked for over it waits for another. */
  private drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const socket = this.socket;
    this.socket = null;
    for (const request of this.requests) request.id = null;
    if (socket === null) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  private lose(socket: WebSocket, code: number | null): void {
    if (socket !== this.socket) return;
    const wasReady = this.state.status === "ready";
    if (code === CLOSE_TOO_LARGE) this.blame(tooLarge());
    for (const request of [...this.requests]) {
      if (request.id !== null && ++request.losses >= MAX_LOSSES) this.end(request, tooOftenLost());
    }
    this.drop();
    if (code === CLOSE_PROTOCOL_MISMATCH || this.fault?.isRefusal) {
      this.halt(this.fault ?? mismatch(null));
      return;
    }
    this.retryLater(this.fault ?? (wasReady ? null : this.state.complaint));
    if (!wasReady && this.fault === null) void this.diagnose();
  }

  private retryLater(complaint: Complaint | null): void {
    const delay = reconnectDelay(this.attempt++);
    this.timer = setTimeout(() => this.open(), delay);
    this.tell({ status: "lost", retryAt: Date.now() + delay, complaint });
  }

  private async diagnose(): Promise<void> {
    const token = this.token();
    const complaint = await this.listener.diagnose().catch(Complaint.of);
    if (complaint === null || this.closed || this.state.status !== "lost") return;
    if (token !== this.token()) return; // it was about the token before
    if (complaint.isRefusal) this.halt(complaint);
    else this.tell({ ...this.state, complaint });
  }

  /** The server will not have this page: no further attempts until the person has done something. */
  private halt(complaint: Complaint): void {
    this.drop();
    this.attempt = 0;
    const token = complaint.code === "unauthorized";
    this.tell({ status: token ? "token" : "refused", retryAt: null, complaint });
    if (!token) for (const request of [...this.requests]) this.end(request, complaint);
  }

  private tell(state: StreamState): void {
    this.state = state;
    this.listener.onState(state);
  }

  // Frames to the server

  private send(request: UnderWay): void {
    const { asked, handlers } = request;
    if (request.sent) this.guard(request, () => handlers.onRestart?.());
    if (request.ended) return;
    const id = String(++this.lastId);
    const frame = encode({ ...asked, id, slot: handlers.slot ?? null });
    request.begin(id, frame.byteLength);
    this.socket?.send(frame as Uint8Array<ArrayBuffer>);
  }

  /** Sends it where there is a connection; otherwise the next greeting does. */
  private sendIfReady(request: UnderWay): void {
    if (!request.ended && this.state.status === "ready") this.send(request);
  }

  private sendCancel(id: string | null): void {
    if (id === null || this.state.status !== "ready") return;
    const frame: CancelFrame = { type: "cancel", id };
    this.socket?.send(encode(frame) as Uint8Array<ArrayBuffer>);
  }

  // Frames from the server

  private take(data: unknown): void {
    let frame: ServerFrame;
    try {
      frame = frameOf(data);
    } catch (error) {
      console.warn("A frame of the server could not be read.", error);
      for (const request of [...this.requests]) this.mend(request);
      return;
    }
    if (frame.type === "hello") this.greet(frame);
    else if (frame.type === "error" && frame.id === null) this.takeError(Complaint.from(frame.error));
    else this.takeAnswer(frame);
  }

  private greet(hello: HelloFrame): void {
    if (hello.protocol.split(".")[0] !== PROTOCOL_MAJOR) {
      this.halt(mismatch(hello.protocol));
      return;
    }
    clearTimeout(this.timer);
    this.timer = undefined;
    this.attempt = 0;
    this.tell({ status: "ready", retryAt: null, complaint: null });
    this.listener.onHello(hello);
    for (const request of [...this.requests]) {
      if (request.id === null && request.image !== "awaited") this.sendIfReady(request);
    }
  }

  /** An error that names no request: instead of a greeting, or for a frame whose id could not be read. */
  private takeError(complaint: Complaint): void {
    if (this.state.status === "ready") this.blame(complaint);
    else this.fault = complaint;
  }

  /** Ends the request that a fault without an id must be about: the largest of which nothing was heard. */
  private blame(complaint: Complaint): void {
    const silent = [...this.requests].filter((request) => request.id !== null && !request.heard);
    const [largest] = silent.sort((one, other) => other.size - one.size);
    if (largest !== undefined) this.end(largest, complaint);
  }

  private takeAnswer(frame: Exclude<ServerFrame, HelloFrame>): void {
    const request = [...this.requests].find((one) => one.id === frame.id);
    if (request === undefined) return; // no one cares for it any more
    request.heard = true;
    request.losses = 0;
    if (frame.type === "part") this.takePart(request, frame);
    else if (frame.type === "training") this.guard(request, () => request.handlers.onTraining?.(frame.training));
    else if (frame.type === "progress") this.guard(request, () => request.handlers.onProgress?.(frame.progress));
    else if (frame.type === "done") this.end(request, "done");
    else if (frame.type === "cancelled") this.end(request, frame.reason);
    else if (frame.type === "error") this.fail(request, Complaint.from(frame.error));
  }

  private takePart(request: UnderWay, frame: PartFrame): void {
    if (frame.sequence !== request.sequence) {
      this.mend(request);
      return;
    }
    request.sequence++;
    const part = { kind: frame.kind, content: frame.content } as AnyPart;
    this.guard(request, () => request.handlers.onPart(part));
  }

  private fail(request: UnderWay, complaint: Complaint): void {
    request.id = null;
    if (complaint.code === "busy" && request.refusals < BUSY_RETRIES) {
      request.timer = setTimeout(() => this.sendIfReady(request), busyDelay(request.refusals++));
    } else if (complaint.code === "unknown_image" && request.image === "there") void this.giveImage(request, complaint);
    else this.end(request, complaint);
  }

  /** Gives the server the image that it has dropped, once, and sends the request again. */
  private async giveImage(request: UnderWay, complaint: Complaint): Promise<void> {
    request.image = "awaited";
    try {
      if (!(await this.listener.giveImage(imageIdOf(request.asked)))) throw complaint;
      request.image = "given";
      this.sendIfReady(request);
    } catch (error) {
      this.end(request, Complaint.of(error));
    }
  }

  /** A part of the answer was lost: ask for it anew, once. */
  private mend(request: UnderWay): void {
    const { id } = request;
    if (id === null) return;
    if (request.faults++ > 0) this.end(request, Complaint.unreadable());
    this.sendCancel(id);
    if (!request.ended) this.send(request);
  }

  /** Calls a handler. One that throws ends its own request and nothing else. */
  private guard(request: UnderWay, handler: () => void): void {
    try {
      handler();
    } catch (error) {
      console.error(error);
      const { id } = request;
      this.end(request, Complaint.of(error));
      this.sendCancel(id);
    }
  }
}

function subprotocols(token: string | null): string[] {
  const version = `tetrascope.v${PROTOCOL_MAJOR}`;
  return token === null ? [version] : [version, `tetrascope.token.${token}`];
}

function frameOf(data: unknown): ServerFrame {
  const frame = data instanceof ArrayBuffer ? decode(new Uint8Array(data)) : JSON.parse(String(data));
  if (typeof frame?.type === "string") return frame as ServerFrame;
  throw new TypeError("Expected a frame with a type, got none.");
}

function mismatch(protocol: string | null): Complaint {
  const spoken = protocol === null ? "another version" : `version ${protocol}`;
  return new Complaint(
    "protocol_mismatch",
    `Expected a server that speaks version ${PROTOCOL_MAJOR} of the protocol, got ${spoken}.`,
    { hint: "Reload the page; if this stays, the page and the server come from different releases of Tetrascope." },
  );
}

function tooLarge(): Complaint {
  return new Complaint("too_large", "The request is larger than the server takes.", {
    hint: "Ask for less at once: fewer or simpler masks.",
  });
}

function tooOftenLost(): Complaint {
  return Complaint.unreachable(`The connection was lost ${MAX_LOSSES} times while this was being computed.`, {
    hint: "Try something smaller, or look at the server's log.",
  });
}

function imageIdOf(asked: UnderWay["asked"]): string {
  if (asked.type === "follow") return "";
  const { body } = asked;
  return "pool" in body ? body.pool.image_id : body.image_id;
}
