import { BUSY_RETRIES, busyDelay } from "./backoff.ts";
import { decode, encode } from "./codec.ts";
import { Complaint } from "./complaint.ts";
import type { ErrorBody, Health, ImageInfo, NetworkDescription, NetworkSummary, Sample, Story } from "./messages.ts";
import { PROTOCOL_VERSION } from "./messages.ts";

/** The protocol's major version, which the server must speak too. */
export const PROTOCOL_MAJOR = PROTOCOL_VERSION.split(".")[0] ?? PROTOCOL_VERSION;

/** Milliseconds within which an answer must come. A description may wait for its network to be loaded. */
const TIMEOUTS = { health: 8_000, catalog: 60_000, upload: 120_000, study: 20_000 };

/** What is sent with a request. */
interface Sent {
  method: "POST" | "DELETE";
  type?: string;
  body?: Blob | Uint8Array;
  /** Whether it goes on after the page is closed; a browser takes at most 64 KiB of such. */
  keepalive?: boolean;
}

/** What to think of an error without a body that the protocol knows, by its status. */
const CODES: Record<number, string> = {
  400: "malformed",
  401: "unauthorized",
  403: "refused",
  404: "not_found",
  405: "method_not_allowed",
  406: "not_acceptable",
  408: "body_timeout",
  413: "too_large",
  415: "unsupported_media_type",
  422: "invalid_input",
  503: "busy",
};

/** The routes that answer at once; analyses go over the stream. */
export class HttpClient {
  private readonly base: string;
  private readonly token: () => string | null;

  /** `base` is the server's origin, "" for the page's own; `token` is asked at each request. */
  constructor(base: string, token: () => string | null) {
    this.base = base;
    this.token = token;
  }

  /** Whether the server can work. Not repeated where the server is busy. */
  async health(): Promise<Health> {
    return (await this.ask("/v1/health", TIMEOUTS.health)) as Health;
  }

  async networks(): Promise<NetworkSummary[]> {
    return ((await this.patiently("/v1/networks")) as { networks: NetworkSummary[] }).networks;
  }

  async network(id: string): Promise<NetworkDescription> {
    return (await this.patiently(`/v1/networks/${encodeURIComponent(id)}`)) as NetworkDescription;
  }

  async stories(): Promise<Story[]> {
    return ((await this.patiently("/v1/stories")) as { stories: Story[] }).stories;
  }

  async samples(): Promise<Sample[]> {
    return ((await this.patiently("/v1/samples")) as { samples: Sample[] }).samples;
  }

  /** Gives the server a picture. `file.type` must be the media type of a picture. */
  async upload(file: Blob): Promise<ImageInfo> {
    return (await this.patiently("/v1/images", file)) as ImageInfo;
  }

  /** What a route about user studies or training answers. Not repeated where the server is busy. */
  async get(path: string): Promise<unknown> {
    return await this.ask(path, TIMEOUTS.study);
  }

  /** Gives a route about user studies or training a message, and brings its answer. Not repeated where the server is busy. */
  async post(path: string, message: object, { keepalive = false, timeout = TIMEOUTS.study } = {}): Promise<unknown> {
    const sent = { method: "POST", type: "application/msgpack", body: encode(message), keepalive } as const;
    return await this.ask(path, timeout, sent);
  }

  /** Lets a route about a user study erase what it is about, and brings its answer. */
  async delete(path: string): Promise<unknown> {
    return await this.ask(path, TIMEOUTS.study, { method: "DELETE" });
  }

  private async patiently(path: string, file?: Blob): Promise<unknown> {
    const sent = file && ({ method: "POST", type: file.type, body: file } as const);
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.ask(path, sent ? TIMEOUTS.upload : TIMEOUTS.catalog, sent);
      } catch (error) {
        if (!(error instanceof Complaint && error.code === "busy") || attempt >= BUSY_RETRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, busyDelay(attempt)));
      }
    }
  }

  private async ask(path: string, timeout: number, sent?: Sent): Promise<unknown> {
    const headers: Record<string, string> = {
      Accept: "application/msgpack",
      "Tetrascope-Protocol": PROTOCOL_MAJOR,
    };
    const token = this.token();
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    const request: RequestInit = { headers, cache: "no-store", signal: AbortSignal.timeout(timeout) };
    if (sent) {
      request.method = sent.method;
      if (sent.type !== undefined) headers["Content-Type"] = sent.type;
      if (sent.body !== undefined) request.body = sent.body as BodyInit;
      if (sent.keepalive) request.keepalive = true;
    }
    let response: Response;
    let body: Uint8Array;
    try {
      response = await fetch(this.base + path, request);
      body = new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      throw unanswered(error, timeout);
    }
    const message = messageOf(response, body);
    if (response.ok && message !== undefined) return message;
    throw complaintOf(response, message);
  }
}

function unanswered(error: unknown, timeout: number): Complaint {
  const slow = error instanceof DOMException && error.name === "TimeoutError";
  const message = slow
    ? `Expected the server's answer within ${timeout / 1000} s, got none.`
    : "Expected an answer of the server, got none: it does not run, or cannot be reached.";
  return Complaint.unreachable(message, { cause: error });
}

/** The message in an answer; undefined where the body is none that can be read. */
function messageOf(response: Response, body: Uint8Array): unknown {
  if (response.headers.get("Content-Type") !== "application/msgpack") return undefined;
  try {
    return decode(body);
  } catch {
    return undefined;
  }
}

function complaintOf(response: Response, message: unknown): Complaint {
  const error = (message as { error?: ErrorBody } | null | undefined)?.error;
  if (error !== undefined) return Complaint.from(error, response.status);
  const { status } = response;
  const code = CODES[status];
  if (code === "busy") {
    return new Complaint("busy", "The server has all the connections it allows.", { status, hint: "Try again soon." });
  }
  // A proxy in between answers for a server that is gone, or something else than Tetrascope has its address.
  if (status >= 500 || response.ok) {
    return Complaint.unreachable(`Expected an answer of Tetrascope, got another with status ${status}.`, { status });
  }
  return new Complaint(code ?? "failed", `The server answered with status ${status} and no explanation.`, { status });
}
