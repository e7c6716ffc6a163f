import { batch, computed, type Signal, signal } from "@preact/signals";
import { cornersOf } from "../../geometry/poolLayout.ts";
import type { PartOf } from "../../protocol/answers.ts";
import { Complaint } from "../../protocol/complaint.ts";
import type { Pool, PoolRequest, Progress } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { tellSetting } from "../../state/choose.ts";
import { USUAL_FILL } from "../../state/fill.ts";
import { subjectOf } from "../../state/fitting.ts";
import type { Subject } from "../../state/subject.ts";
import { tellRequest } from "../../state/tell.ts";
import type { Settings } from "../settings/settings.ts";
import { Arrivals } from "./arrivals.ts";
import { fillsOf } from "./fills.ts";
import { fold, furtherOf, type PoolSoFar } from "./fold.ts";
import { RunTiming } from "./runTiming.ts";

/** Told of a session's runs. */
export interface RunWatcher {
  /** One begins; `last` was asked for before it. */
  onBegin(request: PoolRequest, last: PoolRequest | null): void;
  /** The pool is whole. */
  onWhole(request: PoolRequest): void;
}

/** A pool, and how far it is, on their way to the screen. */
interface Arrival {
  pool: PoolSoFar | null;
  progress: Progress | null;
}

/** Milliseconds between two updates of the screen while a pool arrives. */
const REST = 400;

/** A session's pool, and how it came about. */
export class Run {
  /** How the pool on screen came about, or how far it is. */
  readonly status: Signal<"idle" | "running" | "done" | "cancelled" | "failed"> = signal("idle");
  /** What is known of the pool; null before its first part. */
  readonly pool: Signal<PoolSoFar | null> = signal(null);
  readonly progress: Signal<Progress | null> = signal(null);
  /** Why the pool failed. */
  readonly complaint: Signal<Complaint | null> = signal(null);
  /** Whether the connection was lost on the way and the pool is computed again from its beginning. */
  readonly again: Signal<boolean> = signal(false);
  /** What was asked for last. */
  readonly asked: Signal<PoolRequest | null> = signal(null);
  /** The fills of the pool that was asked for last. */
  readonly fills = computed(() => (this.asked.value ? fillsOf(this.asked.value) : [USUAL_FILL]));
  /** How many labels stand at corners; as the network has it before the pool says so. */
  readonly corners = computed(() =>
    cornersOf(this.pool.value?.vertices.length ?? this.subject.network.value?.summary.class_count ?? 4),
  );
  /** Whether the controls say something else than what is on screen. */
  readonly outdated = computed(
    () => this.asked.value !== null && JSON.stringify(this.asked.value) !== JSON.stringify(this.settings.wanted.value),
  );
  /** Whether that is nothing but other merged labels, which the server has at once. */
  readonly onlyMerged = computed(() => {
    const [asked, wanted] = [this.asked.value, this.settings.wanted.value];
    if (!asked || !wanted || asked.refine) return false;
    return this.outdated.value && JSON.stringify(unmerged(asked)) === JSON.stringify(unmerged(wanted));
  });
  private readonly slot: string;
  private readonly subject: Subject;
  private readonly settings: Settings;
  private readonly watcher: RunWatcher;
  private readonly timing: RunTiming;
  private readonly arrivals = new Arrivals<Arrival>((latest) => this.show(latest), REST);
  private running: AbortController | null = null;

  constructor(slot: string, subject: Subject, settings: Settings, watcher: RunWatcher) {
    this.slot = slot;
    this.subject = subject;
    this.settings = settings;
    this.watcher = watcher;
    this.timing = new RunTiming(slot);
  }

  /** Begins the pool that the controls ask for, in place of the one on screen. */
  start(): void {
    const request = this.settings.wanted.value;
    if (!request || this.settings.problem.value) return;
    this.running?.abort();
    const mine = new AbortController();
    this.running = mine;
    this.timing.markStart();
    this.begin(request);
    const answered = tellRequest("pools");
    ask("pools", request, { slot: this.slot, signal: mine.signal, ...this.receiver() }).then(
      (whole) => {
        if (this.running !== mine) return;
        this.end(request, whole ? "done" : "cancelled");
        if (whole) answered(whole.original, () => poolFacts(whole));
      },
      (error: unknown) => {
        if (this.running === mine) this.end(request, Complaint.of(error));
      },
    );
  }

  /** Starts where nothing is on screen yet for the image and the network. */
  startIfNew(): void {
    const request = this.settings.wanted.value;
    if (!request) return;
    if (this.asked.value === null || subjectOf(request) !== subjectOf(this.asked.value)) this.start();
  }

  /** The person stops what is being computed; what has arrived stays. */
  cancel(): void {
    if (this.running) tellSetting("pool", "cancelled");
    this.stop();
  }

  /** Stops what is being computed. */
  stop(): void {
    this.running?.abort();
  }

  /** Empties the screen for another request. */
  private begin(request: PoolRequest): void {
    const last = this.asked.value;
    this.arrivals.drop();
    this.asked.value = request;
    this.pool.value = null;
    this.progress.value = null;
    this.complaint.value = null;
    this.again.value = false;
    this.status.value = "running";
    this.watcher.onBegin(request, last);
  }

  /** Takes in what arrives of one request. */
  private receiver() {
    // After a loss of the connection: what was on screen, and what has come again since.
    let before: PoolSoFar | null = null;
    let fresh: PoolSoFar | null = null;
    let latest: Arrival = { pool: null, progress: null };
    return {
      onPart: (part: PartOf<"pools">) => {
        fresh = fold(fresh, part);
        latest = { ...latest, pool: before ? furtherOf(before, fresh) : fresh };
        this.arrivals.offer(latest);
        if (this.pool.peek() === null || fresh.whole) this.arrivals.flush();
      },
      onProgress: (progress: Progress) => {
        latest = { ...latest, progress };
        this.arrivals.offer(latest);
      },
      onRestart: () => {
        this.arrivals.flush();
        before = this.pool.value;
        fresh = null;
        this.again.value = true;
      },
    };
  }

  private show(latest: Arrival): void {
    batch(() => {
      this.pool.value = latest.pool;
      this.progress.value = latest.progress;
    });
    if (latest.pool?.images.length) this.timing.markFirstImage();
    if (latest.pool?.whole) this.timing.markLastImage();
  }

  private end(request: PoolRequest, how: "done" | "cancelled" | Complaint): void {
    this.running = null;
    this.arrivals.flush();
    this.again.value = false;
    if (how instanceof Complaint) {
      this.complaint.value = how;
      this.status.value = "failed";
      return;
    }
    this.status.value = how;
    if (how === "done") this.watcher.onWhole(request);
  }
}

function unmerged({ merged: _, ...request }: PoolRequest): PoolRequest {
  return request;
}

/** How many masked images a pool has, and how many of them have another most probable class. */
function poolFacts({ images, original }: Pool): { copies: number; changed: number } {
  return { copies: images.length, changed: images.filter(({ label }) => label !== original.label.index).length };
}
