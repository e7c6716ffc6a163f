import { computed, type Signal, signal } from "@preact/signals";
import type { OperationAnswers, OperationRequests, PoolRequest } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { failed, IDLE, LOADING, type Loadable, loading, ready, valueIn } from "../../state/loadable.ts";

/** What can be asked about a whole pool. */
export type AboutPool = "boundaries" | "importance_curves";

/** Something that is asked about a session's pool once it is whole. */
export class PoolQuestion<O extends AboutPool> {
  readonly answer: Signal<Loadable<OperationAnswers[O]>> = signal(IDLE);
  /** The answer where it is known. */
  readonly known = computed(() => valueIn(this.answer.value));
  /** What is known of it while the rest is on the way. */
  readonly soFar: Signal<OperationAnswers[O] | null> = signal(null);
  private readonly operation: O;
  private readonly slot: string;
  private asked: PoolRequest | null = null;
  private seeking = new AbortController();

  constructor(operation: O, slot: string) {
    this.operation = operation;
    this.slot = slot;
  }

  /** Asks it about a pool. */
  async seek(pool: PoolRequest): Promise<void> {
    this.forget();
    this.asked = pool;
    this.answer.value = LOADING;
    const { signal } = this.seeking;
    try {
      const found = await ask(this.operation, { pool } as OperationRequests[O], {
        slot: this.slot,
        signal,
        onPart: (part) => {
          if (!signal.aborted) this.soFar.value = (part as { content: OperationAnswers[O] }).content;
        },
        onProgress: (progress) => {
          if (!signal.aborted) this.answer.value = loading(progress);
        },
      });
      if (found && !signal.aborted) this.answer.value = ready(found);
    } catch (error) {
      if (!signal.aborted) this.answer.value = failed(error);
    }
  }

  /** Asks again, after something went wrong. */
  retry(): void {
    if (this.asked) void this.seek(this.asked);
  }

  /** Stops asking, and forgets what was found. */
  forget(): void {
    this.stop();
    this.answer.value = IDLE;
    this.soFar.value = null;
  }

  /** Stops asking; what was found stays. */
  stop(): void {
    this.seeking.abort();
    this.seeking = new AbortController();
    if (this.answer.value.state === "loading") this.answer.value = IDLE;
  }
}
