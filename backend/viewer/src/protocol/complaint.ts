import type { ErrorBody } from "./messages.ts";

/** Codes with which a server says that it will not serve this page as it is, however often it asks. */
const REFUSALS = new Set(["unauthorized", "host_refused", "origin_refused", "refused", "protocol_mismatch"]);

/** What a complaint may say besides its code and message. */
export interface ComplaintDetails {
  hint?: string | null;
  field?: string | null;
  status?: number | null;
  cause?: unknown;
}

/**
 * What went wrong, for a program (`code`, one of the guide's, or `unreachable` where no server answered) and for a
 * person (`message` and `hint`).
 */
export class Complaint extends Error {
  /** Stable identifier, snake_case. */
  readonly code: string;
  /** The next step, where one is known. */
  readonly hint: string | null;
  /** Path of the field of the request that is to blame, such as `windows[0].size`. */
  readonly field: string | null;
  /** HTTP status, where the complaint came over HTTP. */
  readonly status: number | null;

  constructor(code: string, message: string, details: ComplaintDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "Complaint";
    this.code = code;
    this.hint = details.hint ?? null;
    this.field = details.field ?? null;
    this.status = details.status ?? null;
  }

  /** What the server said was wrong. */
  static from(body: ErrorBody, status: number | null = null): Complaint {
    return new Complaint(body.code, body.message, { hint: body.hint, field: body.field, status });
  }

  /** Any thrown thing as a complaint; one that is a complaint already comes back as it is. */
  static of(error: unknown): Complaint {
    if (error instanceof Complaint) return error;
    const message = error instanceof Error && error.message !== "" ? error.message : String(error);
    return new Complaint("failed", message, { cause: error });
  }

  /** No server answered. */
  static unreachable(message: string, details: ComplaintDetails = {}): Complaint {
    return new Complaint("unreachable", message, {
      hint: "Check that the server is running; the page goes on as soon as it answers.",
      ...details,
    });
  }

  /** What the server answers makes no sense here. */
  static unreadable(): Complaint {
    return new Complaint("failed", "The server's answer could not be read.", {
      hint: "Reload the page; it may be older than the server.",
    });
  }

  /** Whether asking again is of no use until the person has done something. */
  get isRefusal(): boolean {
    return REFUSALS.has(this.code);
  }
}
