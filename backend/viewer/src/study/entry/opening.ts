import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { reconnectDelay } from "../../protocol/backoff.ts";
import { Complaint } from "../../protocol/complaint.ts";
import { HttpClient } from "../../protocol/http.ts";
import type { SessionStatus } from "../../protocol/messages.ts";
import { drawClientId } from "../log/clientId.ts";
import { EventLog } from "../log/eventLog.ts";
import { type EventStore, openEventStore } from "../log/eventStore.ts";
import { Sender } from "../log/sender.ts";
import { Answers } from "../session/answers.ts";
import { DraftStore } from "../session/drafts.ts";
import { Participation } from "../session/participation.ts";
import { beginTab } from "./ownTab.ts";
import { forget, type Remembered, remember, rememberedSessions, storeName } from "./remembered.ts";
import { SessionServer } from "./server.ts";

/** How far a page is with opening its session. */
export type Opened =
  | { state: "opening" }
  /** The server does not answer, and is asked again. */
  | { state: "away" }
  /** The server will not open it. */
  | { state: "refused"; complaint: Complaint }
  | { state: "open"; participation: Participation };

/** The way from a key to the session that it opens. */
export class Opening {
  readonly opened: ReadonlySignal<Opened>;
  private readonly result: Signal<Opened> = signal({ state: "opening" });
  private readonly key: string;
  private readonly server: SessionServer;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(key: string) {
    this.key = key;
    this.server = serverFor(key);
    this.opened = this.result;
  }

  /** Opens it, as soon as the server answers. */
  async start(): Promise<void> {
    try {
      const participation = await this.open();
      if (this.stopped) return;
      participation.start();
      this.result.value = { state: "open", participation };
    } catch (error) {
      if (this.stopped) return;
      const complaint = Complaint.of(error);
      const refused = complaint.isRefusal || complaint.code === "no_study";
      this.result.value = refused ? { state: "refused", complaint } : { state: "away" };
      if (!refused) this.timer = setTimeout(() => void this.start(), reconnectDelay(this.attempt++));
    }
  }

  /** Asks again at once. */
  retry(): void {
    clearTimeout(this.timer);
    this.attempt = 0;
    void this.start();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    const now = this.result.peek();
    if (now.state === "open") now.participation.stop();
  }

  private async open(): Promise<Participation> {
    const [version, first] = await Promise.all([this.server.version(), this.server.session()]);
    const own: Remembered = { key: this.key, participant: first.participant };
    const name = storeName(own);
    beginTab(name);
    const log = new EventLog(drawClientId(), await storeOf(name));
    const sender = new Sender(log, this.server.record);
    // What a page before this one has left may say that the session is further than the server knows.
    const session = (await sender.sendLeft()) ? await this.server.session() : first;
    if (!isOver(session.state)) remember(own);
    void sendOfOthers(this.key);
    return new Participation(session, {
      server: this.server,
      log,
      sender,
      answers: new Answers(new DraftStore(name)),
      version,
      onOver: () => void forgetWhole(own, log),
    });
  }
}

function isOver(state: SessionStatus["state"]): boolean {
  return state === "ended" || state === "aborted";
}

function serverFor(key: string): SessionServer {
  return new SessionServer(new HttpClient("", () => key));
}

/** Null where this browser keeps nothing, as private windows may not. */
async function storeOf(name: string): Promise<EventStore | null> {
  try {
    return await openEventStore(name);
  } catch {
    return null;
  }
}

/**
 * Others sat here before, whose browser was closed before the server had everything: it is sent now, with their key.
 * When their session is over, nothing of it stays in this browser.
 */
async function sendOfOthers(key: string): Promise<void> {
  for (const other of rememberedSessions().filter((one) => one.key !== key)) {
    const server = serverFor(other.key);
    const log = new EventLog(drawClientId(), await storeOf(storeName(other)));
    const sender = new Sender(log, server.record);
    try {
      await sender.sendLeft();
      const over = await server.status().then(
        ({ state }) => isOver(state),
        (error) => Complaint.of(error).code === "unauthorized", // of another study, or erased there
      );
      if (over) await forgetWhole(other, log);
    } catch {
      // What the server does not take stays here, and the next page tries again.
    } finally {
      sender.stop();
    }
  }
}

/** Removes everything of a session from this browser. */
async function forgetWhole(session: Remembered, log: EventLog): Promise<void> {
  forget(session.key);
  new DraftStore(storeName(session)).erase();
  await log.erase();
}
