import { type Signal, signal } from "@preact/signals";
import type { OperationRequests } from "../../protocol/messages.ts";
import { type Exchange, questionText } from "./exchange.ts";
import type { SavedSession } from "./sessionFile.ts";

/** How the name of a session's file ends. */
export const SESSION_ENDING = ".tetrascope";

/** A session that was opened from a file: what it was answered is shown as it was, with a server and without. */
export class OpenedSession {
  readonly title: string;
  /** When it was saved, in milliseconds as of `Date.now()`. */
  readonly saved: number;
  private readonly catalog: ReadonlyMap<string, unknown>;
  private readonly answers: ReadonlyMap<string, Exchange>;

  constructor({ page, catalog, exchanges }: SavedSession) {
    this.title = page.title;
    this.saved = Date.parse(page.saved);
    this.catalog = catalog;
    this.answers = new Map(exchanges.map((one) => [questionText(one.operation, one.body), one]));
  }

  /** What was answered to a question; undefined where it was not asked. */
  answerTo<O extends keyof OperationRequests>(operation: O, body: OperationRequests[O]): Exchange | undefined {
    return this.answers.get(questionText(operation, body));
  }

  /** What the server said at a path of its own; undefined where it was not asked. */
  said(path: string): unknown {
    return this.catalog.get(path);
  }
}

/** The session that is open; null for none. */
export const opened: Signal<OpenedSession | null> = signal(null);
