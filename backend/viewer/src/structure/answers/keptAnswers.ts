import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { failed, IDLE, type Loadable, loading, ready } from "../../state/loadable.ts";

/** Answers by what was asked, each asked for when it is first looked at. Those looked at longest ago give way. */
export class KeptAnswers<T> {
  private readonly kept = new Map<string, Signal<Loadable<T>>>();
  private readonly attempt = signal(0);
  private readonly max: number;

  /** `max` are kept: more than are looked at at a time, for one that gives way while it is would be asked for again. */
  constructor(max: number) {
    this.max = max;
  }

  /** The answer of this key. `ask` gives null where another request took its place: it is asked for again then. */
  of(key: string, ask: () => Promise<T | null>): ReadonlySignal<Loadable<T>> {
    this.attempt.value;
    const answer = this.kept.get(key) ?? this.begin(key, ask);
    this.kept.delete(key);
    this.kept.set(key, answer);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > this.max && oldest !== undefined) this.kept.delete(oldest);
    return answer;
  }

  /** Asks again for what could not be had, where it is still looked at. */
  retry(): void {
    for (const [key, answer] of this.kept) if (answer.value.state === "failed") this.kept.delete(key);
    this.attempt.value += 1;
  }

  private begin(key: string, ask: () => Promise<T | null>): Signal<Loadable<T>> {
    const answer = signal<Loadable<T>>(IDLE);
    // Later, because whoever looks may be computing something, which must not change anything.
    queueMicrotask(async () => {
      answer.value = loading();
      try {
        const value = await ask();
        if (value !== null) answer.value = ready(value);
        else if (this.kept.get(key) === answer) this.kept.delete(key);
      } catch (error) {
        answer.value = failed(error);
      }
    });
    return answer;
  }
}
