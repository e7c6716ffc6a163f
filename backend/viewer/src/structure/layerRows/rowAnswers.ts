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

  /** `known` is what was answered before; it is added to. */
  constructor(known: Map<string, RowAnswer>, send: AskRow) {
    this.known = known;
    this.send = send;
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

  /** Asks what is not known yet, in this order. Returns what stops that; what has come is kept. */
  ask(rows: readonly RowQuestion[], now: () => number = () => performance.now()): () => void {
    this.makeRoom(new Set(rows.map(({ asked }) => asked)));
    this.refused.clear();
    const waiting = rows.filter(({ asked }) => !this.known.has(asked));
    const [total, before, since] = [rows.length, rows.length - waiting.length, now()];
    const stop = new AbortController();
    let ended = 0;
    const tell = () => {
      const done = before + ended;
      const each = ended >= ENOUGH ? (now() - since) / 1000 / ended : null;
      this.progress.value = done >= total ? null : { done, total, secondsLeft: each && each * (total - done) };
    };
    const work = async (slot: number) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const goOn = await this.take(next, slot, stop.signal);
        if (stop.signal.aborted) return;
        if (!goOn) waiting.length = 0;
        ended += 1;
        this.changed.value += 1;
        tell();
      }
    };
    tell();
    const all = Promise.all(Array.from({ length: AT_ONCE }, (_none, slot) => work(slot)));
    void all.then(() => {
      if (!stop.signal.aborted) this.progress.value = null;
    });
    return () => {
      stop.abort();
      this.progress.value = null;
    };
  }

  /** Asks one and keeps what comes. False where the others need not be asked: nobody is there. */
  private async take({ question, asked }: RowQuestion, slot: number, signal: AbortSignal): Promise<boolean> {
    try {
      const answer = await this.send(question, slot, signal);
      const column = answer?.layers[0];
      if (answer && column) {
        const { clusters } = column;
        const changes = clusters.map(({ difference }) => difference && changeOf(difference));
        // The input as the network reads it, which is made here too, is most of an answer.
        this.known.set(asked, { classes: answer.predictions.classes, clusters, changes });
      }
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const complaint = Complaint.of(error);
      this.refused.set(asked, complaint);
      return complaint.code !== "unreachable";
    }
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
