import { batch, type Signal, signal } from "@preact/signals";
import { reconnectDelay } from "../protocol/backoff.ts";
import { Complaint } from "../protocol/complaint.ts";
import type { SessionControl, StudyOverview, StudyParticipant } from "../protocol/messages.ts";

/** What asks and tells the routes about the study; see `HttpClient`. */
export interface StudyClient {
  get(path: string): Promise<unknown>;
  post(path: string, message: object): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

/** What the experimenter does with a session. */
export type ControlAction = SessionControl["action"];

/** Participants that can be added at once, and characters of a note: what the protocol takes. */
export const MAX_NEW_PARTICIPANTS = 1000;
export const MAX_NOTE = 5000;
const ROOT = "/v1/study";
/** Milliseconds from one answer to the next question. */
const EVERY = 2000;

/** The study as its server tells it, asked for again and again, and what the experimenter does with it. */
export class LiveStudy {
  /** What was told last; null before the first answer. */
  readonly overview: Signal<StudyOverview | null> = signal(null);
  /** Why there was no answer the last time; null where there was one. */
  readonly complaint: Signal<Complaint | null> = signal(null);
  /** When the server is asked next, as of Date.now(), while it does not answer; null while it is being asked. */
  readonly retryAt: Signal<number | null> = signal(null);
  private readonly client: StudyClient;
  private following = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  /** Counts what is newer than an answer on its way, which is dropped then. */
  private turn = 0;

  constructor(client: StudyClient) {
    this.client = client;
  }

  /** Asks from now on. Returns what stops that. */
  follow(): () => void {
    this.following = true;
    this.askNow();
    return () => {
      this.following = false;
      this.turn++;
      clearTimeout(this.timer);
    };
  }

  /** Asks at once. */
  askNow(): void {
    clearTimeout(this.timer);
    void this.ask();
  }

  /** Starts, pauses, resumes or aborts a session. Rejects with a Complaint. */
  async control(participant: number, action: ControlAction): Promise<void> {
    await this.change(`/participants/${participant}/control`, { action });
  }

  /** Writes a note about a session. Rejects with a Complaint. */
  async note(participant: number, text: string): Promise<void> {
    await this.change(`/participants/${participant}/notes`, { text });
  }

  /** Lets more participants come. Rejects with a Complaint. */
  async add(count: number): Promise<void> {
    this.take((await this.client.post(`${ROOT}/participants`, { count })) as StudyOverview);
  }

  /** Erases a participant. Rejects with a Complaint. */
  async forget(participant: number): Promise<void> {
    this.take((await this.client.delete(`${ROOT}/participants/${participant}`)) as StudyOverview);
  }

  private async change(path: string, message: object): Promise<void> {
    const changed = (await this.client.post(ROOT + path, message)) as StudyParticipant;
    const now = this.overview.peek();
    if (!now) return;
    const participants = now.participants.map((one) => (one.participant === changed.participant ? changed : one));
    this.take({ ...now, participants });
  }

  /** What the server has answered to a change is newer than any answer on its way. */
  private take(overview: StudyOverview): void {
    this.overview.value = overview;
    if (this.following) this.askNow();
  }

  private async ask(): Promise<void> {
    const turn = ++this.turn;
    this.retryAt.value = null;
    try {
      const overview = (await this.client.get(ROOT)) as StudyOverview;
      if (turn !== this.turn) return;
      this.failures = 0;
      batch(() => {
        this.overview.value = overview;
        this.complaint.value = null;
      });
      this.askAfter(EVERY);
    } catch (error) {
      if (turn !== this.turn) return;
      const complaint = Complaint.of(error);
      const pause = reconnectDelay(this.failures++);
      batch(() => {
        this.complaint.value = complaint;
        // Without a token there is nothing to ask before one is given.
        if (complaint.code !== "unauthorized") this.retryAt.value = Date.now() + pause;
      });
      if (complaint.code !== "unauthorized") this.askAfter(pause);
    }
  }

  private askAfter(pause: number): void {
    this.timer = setTimeout(() => void this.ask(), pause);
  }
}
