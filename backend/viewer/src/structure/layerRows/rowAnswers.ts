import { signal } from "@preact/signals";
import { Complaint } from "../../protocol/complaint.ts";
import type { ClassScore, Cluster, Layers, LayersRequest } from "../../protocol/messages.ts";
import { type Change, changeOf } from "./change.ts";

/** What the network makes of one image in the layer that is shown. */
export interface RowAnswer {
  readonly classes: readonly ClassScore[];
  readonly clusters: readonly Cluster[];
  /** How much each cluster changed; null where nothing is compared, as of the original. */
  readonly changes: readonly (Change | null)[];
}

/** What is asked about an image. */
export interface RowQuestion {
  readonly question: LayersRequest;
  /** The question as text: equal ones have the same answer. */
  readonly asked: string;
}

/** How far the questions are that are being asked. */
export interface RowProgress {
  readonly done: number;
  readonly total: number;
  /** Null before it can be told. */
  readonly secondsLeft: number | null;
}

/** Asks one question; null where that was cancelled. */
export type AskRow = (body: LayersRequest, slot: number, signal: AbortSignal) => Promise<Layers | null>;

/** A question that was sent and is not answered yet. */
interface UnderWay {
  readonly asked: string;
  readonly stop: AbortController;
}

/** Questions under way at a time: while the server computes one, the other travels. */
const AT_ONCE = 2;
/** Answers after which the time left is told. */
const ENOUGH = 4;
/** Bytes of maps that are kept. */
const MAX_BYTES = 256 * 2 ** 20;

/** Rows of a layer whose maps can be kept: each has `clusters` pictures, and as many differences. */
export function rowsThatFit({ height, width }: { height: number; width: number }, clusters: number): number {
  return Math.max(1, Math.floor(MAX_BYTES / (height * width * clusters * 2)));
}

/** Asks for rows, a few at a time, and keeps what was answered. */
export class RowAnswers {
  /** Counts what has come, for who looks. */
  readonly changed = signal(0);
  /** Null while nothing is asked. */
  readonly progress = signal<RowProgress | null>(null);
  private readonly known: Map<string, RowAnswer>;
  private readonly refused = new Map<string, Complaint>();
  private readonly send: AskRow;
  private readonly slots: (UnderWay | null)[] = Array.from({ length: AT_ONCE }, () => null);
  private waiting: RowQuestion[] = [];
  private total = 0;
  private ended = 0;
  private since = 0;
  private readonly now: () => number;

  /** `known` is what was answered before; it is added to. `now` gives milliseconds. */
  constructor(known: Map<string, RowAnswer>, send: AskRow, now: () => number = () => performance.now()) {
    this.known = known;
    this.send = send;
    this.now = now;
  }

  /** The answer to a question; undefined before it is here. Subscribes. */
  answerTo({ asked }: RowQuestion): RowAnswer | undefined {
    this.changed.value;
    return this.known.get(asked);
  }

  /** Why a question was not answered. Subscribes. */
  complaintOf({ asked }: RowQuestion): Complaint | undefined {
    this.changed.value;
    return this.refused.get(asked);
  }

  /**
   * Asks what is not known yet, in this order, in place of what was asked before: what is under way and still wanted goes
   * on, the rest of it is cancelled.
   */
  ask(rows: readonly RowQuestion[]): void {
    const wanted = new Set(rows.map(({ asked }) => asked));
    this.makeRoom(wanted);
    this.refused.clear();
    this.cancel((asked) => !wanted.has(asked));
    const underWay = new Set(this.slots.map((taken) => taken?.asked));
    this.waiting = rows.filter(({ asked }) => !this.known.has(asked) && !underWay.has(asked));
    this.total = rows.length;
    this.ended = 0;
    this.since = this.now();
    this.sendWaiting();
  }

  /** Asks no more, and cancels what is under way; what has come is kept. */
  stop(): void {
    this.waiting = [];
    this.cancel(() => true);
    this.progress.value = null;
  }

  private cancel(unwanted: (asked: string) => boolean): void {
    this.slots.forEach((taken, slot) => {
      if (!taken || !unwanted(taken.asked)) return;
      taken.stop.abort();
      this.slots[slot] = null;
    });
  }

  private sendWaiting(): void {
    this.slots.forEach((taken, slot) => {
      const next = taken ? undefined : this.waiting.shift();
      if (next) void this.take(next, slot);
    });
    this.tell();
  }

  private tell(): void {
    const left = this.waiting.length + this.slots.filter((taken) => taken !== null).length;
    const each = this.ended >= ENOUGH ? (this.now() - this.since) / 1000 / this.ended : null;
    this.progress.value =
      left > 0 ? { done: this.total - left, total: this.total, secondsLeft: each && each * left } : null;
  }

  /** Asks one, keeps what comes, and goes on. */
  private async take({ question, asked }: RowQuestion, slot: number): Promise<void> {
    const own = { asked, stop: new AbortController() };
    this.slots[slot] = own;
    try {
      const answer = await this.send(question, slot, own.stop.signal);
      if (own.stop.signal.aborted) return;
      if (answer) this.keep(asked, answer);
    } catch (error) {
      if (own.stop.signal.aborted) return;
      const complaint = Complaint.of(error);
      this.refused.set(asked, complaint);
      if (complaint.code === "unreachable") this.waiting = []; // nobody is there
    }
    this.slots[slot] = null;
    this.ended += 1;
    this.changed.value += 1;
    this.sendWaiting();
  }

  private keep(asked: string, { layers, predictions }: Layers): void {
    const clusters = layers[0]?.clusters;
    if (!clusters) return;
    // The input as the network reads it, which is made here too, is most of an answer.
    const changes = clusters.map(({ difference }) => difference && changeOf(difference));
    this.known.set(asked, { classes: predictions.classes, clusters, changes });
  }

  /** Lets go of what is not asked for, the oldest first, where there is much. */
  private makeRoom(wanted: ReadonlySet<string>): void {
    let bytes = 0;
    for (const answer of this.known.values()) bytes += weightOf(answer);
    for (const [key, answer] of this.known) {
      if (bytes <= MAX_BYTES / 2) return;
      if (wanted.has(key)) continue;
      bytes -= weightOf(answer);
      this.known.delete(key);
    }
  }
}

function weightOf({ clusters }: RowAnswer): number {
  return clusters.reduce(
    (sum, { representative, difference }) => sum + representative.data.length + (difference?.data.length ?? 0),
    0,
  );
}
