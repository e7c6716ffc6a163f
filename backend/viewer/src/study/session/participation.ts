import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { reconnectDelay } from "../../protocol/backoff.ts";
import { Complaint } from "../../protocol/complaint.ts";
import type { Mask, SessionStatus, SessionStep, StudySession } from "../../protocol/messages.ts";
import { onTell, type Told, tell } from "../../state/tell.ts";
import type { SessionServer } from "../entry/server.ts";
import type { EventLog } from "../log/eventLog.ts";
import type { Sender } from "../log/sender.ts";
import type { Answers } from "./answers.ts";
import { StepClock } from "./stepClock.ts";

/** Milliseconds between two looks at how the session stands. */
const LOOK_EVERY = 2000;

type SessionState = SessionStatus["state"];

/** What a participation is made of. */
export interface Parts {
  server: SessionServer;
  log: EventLog;
  sender: Sender;
  answers: Answers;
  /** The page's version. */
  version: string;
  /** Called when the session has ended, or was aborted, and the server has all of it. */
  onOver: () => void;
}

/**
 * A participant's way through their session at this page. Where it stands is the server's to say; between two answers of
 * it the page goes ahead by itself.
 */
export class Participation {
  readonly session: ReadonlySignal<StudySession>;
  /** How the session stands, as far as the page knows. */
  readonly state: ReadonlySignal<SessionState>;
  /** The place of the step at hand among all steps, from 0. */
  readonly at: ReadonlySignal<number>;
  readonly step: ReadonlySignal<SessionStep>;
  /** Whether the server answers at present. */
  readonly away: ReadonlySignal<boolean>;
  /** Why the server lets the participant go on no more; null where it does. */
  readonly refusal: ReadonlySignal<Complaint | null>;
  readonly log: EventLog;
  readonly answers: Answers;
  readonly clock = new StepClock();
  private readonly parts: Parts;
  private readonly given: Signal<StudySession>;
  private readonly standing: Signal<SessionState>;
  private readonly place: Signal<number>;
  private readonly lost: Signal<boolean> = signal(false);
  private readonly refused: Signal<Complaint | null> = signal(null);
  private wasAway = false;
  /** The step that has been entered at this page; null before the first. */
  private entered: string | null = null;
  /** Counts steps that were gone to, so that an answer that was overtaken leads nowhere. */
  private moves = 0;
  /** What was drawn before at the step that was entered; null once it is here. */
  private drawn: readonly Mask[] | null = null;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stops: (() => void)[] = [];

  constructor(session: StudySession, parts: Parts) {
    this.parts = parts;
    this.log = parts.log;
    this.answers = parts.answers;
    this.given = signal(session);
    this.standing = signal(session.state);
    this.place = signal(placeOf(session));
    this.session = this.given;
    this.state = this.standing;
    this.at = this.place;
    this.step = computed(() => stepAt(this.given.value, this.place.value));
    this.refusal = this.refused;
    this.away = computed(() => this.lost.value || parts.sender.failing.value);
  }

  /** Takes down what happens, and follows the server, until it is stopped. */
  start(): void {
    this.stops.push(onTell((told) => this.hear(told)));
    this.tellOpened();
    this.clock.begin(this.given.peek().spent_ms);
    this.stand(this.standing.peek());
    this.stops.push(
      this.away.subscribe((away) => this.meet(away)),
      this.parts.sender.failing.subscribe((failing) => !failing && this.lost.peek() && this.lookAgain()),
    );
    this.lookAfter(LOOK_EVERY);
  }

  stop(): void {
    for (const stop of this.stops.splice(0)) stop();
    clearTimeout(this.timer);
    this.parts.sender.stop();
  }

  /** The step is over; what was answered at it is given. */
  finish(reason: "done" | "time" = "done"): void {
    this.answers.give();
    tell("step_finished", { reason });
    this.answers.end();
    this.parts.sender.wake();
    this.go(this.place.peek() + 1, 0);
  }

  /** The masks with which the scenes of the step begin; null where they were here already, and know better. */
  takeMasks(): readonly Mask[] | null {
    const { drawn } = this;
    this.drawn = null;
    return drawn;
  }

  /** Has all texts in another language; resolves when they are here, rejects with a Complaint where they cannot be had. */
  async speak(language: string): Promise<void> {
    tell("language_chosen", { language });
    this.parts.sender.wake();
    await this.log.settled();
    const session = await this.parts.server.session();
    batch(() => {
      this.given.value = session;
    });
  }

  /** The page may be closing. */
  leave(): void {
    this.answers.tellChanges();
    this.parts.sender.leave();
  }

  /** The page is being closed, as far as it comes to know. */
  close(): void {
    this.answers.tellChanges();
    tell("session_closed");
    this.parts.sender.leave();
  }

  /** The browser has kept the page and shows it again. */
  reopen(): void {
    this.tellOpened();
    if (this.entered !== null) tell("step_started");
    this.lookAgain();
  }

  /** Asks at once, where the line may be back. */
  lookAgain(): void {
    this.attempt = 0;
    this.lookAfter(0);
    this.parts.sender.wake();
  }

  private hear(told: Told): void {
    this.log.record(told, this.step.peek().id);
  }

  private tellOpened(): void {
    tell("session_opened", {
      client: "browser",
      version: this.parts.version,
      width: innerWidth,
      height: innerHeight,
      display: "screen",
      // The beginning of this client's milliseconds.
      ...{ time_origin_ms: performance.timeOrigin },
    });
  }

  /** Goes to a step, as long as there is one. */
  private go(place: number, spentMs: number): void {
    this.clock.pause();
    this.clock.begin(spentMs);
    this.entered = null;
    this.moves++;
    this.place.value = Math.min(place, this.given.peek().steps.length - 1);
    this.enter();
  }

  /** Enters the step at hand, where the participant may. */
  private enter(): void {
    if (this.standing.peek() !== "running") return;
    this.clock.goOn();
    const { id } = this.step.peek();
    if (this.entered === id) return;
    this.entered = id;
    const session = this.given.peek();
    this.drawn = session.step === id ? session.masks : [];
    this.answers.begin(this.step.peek(), session);
    tell("step_started");
  }

  private stand(state: SessionState): void {
    const before = this.standing.peek();
    this.standing.value = state;
    if (state === "paused" && before !== "paused" && this.entered !== null) tell("paused");
    if (state === "running") {
      if (before === "paused" && this.entered !== null) tell("resumed");
      this.enter();
    } else {
      this.clock.pause();
    }
    if (state === "ended" || state === "aborted") void this.log.settled().then(this.parts.onOver);
  }

  private lookAfter(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), milliseconds);
  }

  private async look(): Promise<void> {
    const settled = this.log.unsent.peek() === 0;
    const { moves } = this;
    try {
      const status = await this.parts.server.status();
      if (this.stops.length === 0) return;
      this.found();
      if (status.state !== this.standing.peek()) this.stand(status.state);
      if (settled) await this.follow(status, moves);
      this.lookAfter(LOOK_EVERY);
    } catch (error) {
      if (this.stops.length === 0) return;
      const complaint = Complaint.of(error);
      this.refused.value = complaint.isRefusal ? complaint : null;
      this.lost.value = true;
      this.lookAfter(Math.max(LOOK_EVERY, reconnectDelay(this.attempt++)));
    }
  }

  /**
   * The server has all that happened here, and says where the session stands: elsewhere, where another page of the
   * participant went on, or where an answer did not do.
   */
  private async follow({ step }: SessionStatus, moves: number): Promise<void> {
    const overtaken = () => this.moves !== moves || this.log.unsent.peek() > 0;
    if (step === this.step.peek().id || overtaken()) return;
    const session = await this.parts.server.session();
    if (overtaken()) return;
    batch(() => {
      this.given.value = session;
      this.go(placeOf(session), session.spent_ms);
    });
  }

  /** The server answers: what waits for it need not wait longer. */
  private found(): void {
    this.attempt = 0;
    this.refused.value = null;
    this.lost.value = false;
    if (this.parts.sender.failing.peek()) this.parts.sender.wake();
  }

  /** Tells what the participant is shown: that the server has gone, or is back, whoever came to know it first. */
  private meet(away: boolean): void {
    if (away === this.wasAway) return;
    this.wasAway = away;
    tell(away ? "connection_lost" : "connection_restored");
  }
}

function placeOf({ steps, step }: StudySession): number {
  return Math.max(
    0,
    steps.findIndex(({ id }) => id === step),
  );
}

function stepAt({ steps }: StudySession, place: number): SessionStep {
  const step = steps[place];
  if (step === undefined) throw new Error(`Expected one of ${steps.length} steps, got ${place}.`);
  return step;
}
