import { type Signal, signal } from "@preact/signals";
import type { OperationRequests } from "../../protocol/messages.ts";
import type { Exchange } from "./exchange.ts";
import type { SavedSession } from "./sessionFile.ts";

/** How the name of a session's file ends. */
export const SESSION_ENDING = ".tetrascope";

/** The same for questions that have the same answer. */
export type QuestionText = (operation: string, body: object) => string;

/** A session that was opened from a file: what it was answered is shown as it was, with a server and without. */
export class OpenedSession {
  readonly title: string;
  /** When it was saved, in milliseconds as of `Date.now()`. */
  readonly saved: number;
  private readonly catalog: ReadonlyMap<string, unknown>;
  private readonly answers: ReadonlyMap<string, Exchange>;
  private readonly textOf: QuestionText;

  /** `textOf` is loaded with what opens a session. */
  constructor({ page, catalog, exchanges }: SavedSession, textOf: QuestionText) {
    this.title = page.title;
    this.saved = Date.parse(page.saved);
    this.catalog = catalog;
    this.textOf = textOf;
    this.answers = new Map(exchanges.map((one) => [textOf(one.operation, one.body), one]));
  }

  /** What was answered to a question; undefined where it was not asked. */
  answerTo<O extends keyof OperationRequests>(operation: O, body: OperationRequests[O]): Exchange | undefined {
    return this.answers.get(this.textOf(operation, body));
  }

  /** What the server said at a path of its own; undefined where it was not asked. */
  said(path: string): unknown {
    return this.catalog.get(path);
  }
}

/** The session that is open; null for none. */
export const opened: Signal<OpenedSession | null> = signal(null);
