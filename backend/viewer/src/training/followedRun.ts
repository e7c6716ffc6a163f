import { batch, type Signal, signal } from "@preact/signals";
import { Complaint } from "../protocol/complaint.ts";
import type { Progress, TrainingProgress } from "../protocol/messages.ts";
import type { FollowHandlers, Running } from "../protocol/underWay.ts";
import { RunCurve } from "./runCurve.ts";

/** Listens to a run until it ends or stops, or until `cancel`. */
export type Follow = (run: string, handlers: FollowHandlers) => Pick<Running, "finished" | "cancel">;

/** A run that is listened to: its curve, and how far it is. */
export class FollowedRun {
  readonly name: string;
  /** Null before anything is known. It is changed in place, and `changes` counts that. */
  readonly curve: Signal<RunCurve | null> = signal(null);
  readonly changes: Signal<number> = signal(0);
  /** What is being done; null where nothing is. */
  readonly progress: Signal<Progress | null> = signal(null);
  readonly trouble: Signal<Complaint | null> = signal(null);
  /** When anything was told of it last, in milliseconds as of `performance.now()`. */
  heardAt = 0;
  private readonly follow: Follow;
  private listening: ReturnType<Follow> | null = null;

  constructor(name: string, follow: Follow) {
    this.name = name;
    this.follow = follow;
  }

  /** Listens, where nobody does. What is known stays until the first word comes. */
  start(): void {
    if (this.listening) return;
    this.trouble.value = null;
    const own = this.follow(this.name, {
      onTraining: (told) => this.take(told),
      onProgress: (progress) => {
        this.progress.value = progress;
      },
    });
    this.listening = own;
    own.finished.then(
      () => this.end(own, null),
      (error) => this.end(own, Complaint.of(error)),
    );
  }

  stop(): void {
    const own = this.listening;
    this.listening = null;
    this.progress.value = null;
    own?.cancel();
  }

  private take(told: TrainingProgress): void {
    const curve = this.curve.peek() ?? new RunCurve(told.run);
    curve.take(told);
    this.heardAt = performance.now();
    batch(() => {
      this.curve.value = curve;
      this.changes.value = curve.changes;
    });
  }

  private end(own: ReturnType<Follow>, trouble: Complaint | null): void {
    if (this.listening !== own) return;
    this.listening = null;
    batch(() => {
      this.progress.value = null;
      this.trouble.value = trouble;
    });
  }
}
