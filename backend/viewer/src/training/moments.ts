import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { newestAtMost } from "./keptEpochs.ts";

/** Two moments of a run, as it was after an epoch that is kept. */
export class Moments {
  /** The epochs that are kept, in order. */
  readonly kept: ReadonlySignal<readonly number[]>;
  /** The epochs that are asked for; null for the first, and for the newest, which then is followed. */
  readonly wantedA: Signal<number | null> = signal(null);
  readonly wantedB: Signal<number | null> = signal(null);
  readonly a = computed(() => newestAtMost(this.kept.value, this.wantedA.value ?? 0));
  readonly b = computed(() => newestAtMost(this.kept.value, this.wantedB.value ?? Number.POSITIVE_INFINITY));
  /** Whether B goes from epoch to epoch by itself. */
  readonly playing: Signal<boolean> = signal(false);

  constructor(kept: ReadonlySignal<readonly number[]>) {
    this.kept = kept;
  }

  /** B goes on to the next epoch that is kept. False where there is none. */
  step(): boolean {
    const [kept, now] = [this.kept.peek(), this.b.peek()];
    const next = kept.find((epoch) => now !== null && epoch > now);
    if (next === undefined) return false;
    this.wantedB.value = next;
    return true;
  }

  /** B goes through the epochs: from where it is, or from A where it is at the end. */
  play(): void {
    if (this.b.peek() === this.kept.peek().at(-1)) this.wantedB.value = this.a.peek();
    else this.wantedB.value = this.b.peek();
    this.playing.value = true;
  }
}
