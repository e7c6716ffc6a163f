import { computed, type Signal, signal } from "@preact/signals";
import type { Boundary, PoolRequest } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { failed, IDLE, LOADING, type Loadable, ready, valueIn } from "../../state/loadable.ts";

/** The boundary in a session's pool; asked for once the pool is whole. */
export class PoolBoundary {
  readonly answer: Signal<Loadable<Boundary>> = signal(IDLE);
  /** The boundary where it is known. */
  readonly known = computed(() => valueIn(this.answer.value));
  /** Indices in the pool of its support vectors. */
  readonly supportVectors = computed<ReadonlySet<number>>(() => new Set(this.known.value?.support_vectors));
  private readonly slot: string;
  private asked: PoolRequest | null = null;
  private seeking = new AbortController();

  constructor(slot: string) {
    this.slot = slot;
  }

  /** Asks for the boundary in a pool. */
  async seek(pool: PoolRequest): Promise<void> {
    this.forget();
    this.asked = pool;
    this.answer.value = LOADING;
    const { signal } = this.seeking;
    try {
      const found = await ask("boundaries", { pool }, { slot: this.slot, signal });
      if (found && !signal.aborted) this.answer.value = ready(found);
    } catch (error) {
      if (!signal.aborted) this.answer.value = failed(error);
    }
  }

  /** Asks again, after something went wrong. */
  retry(): void {
    if (this.asked) void this.seek(this.asked);
  }

  /** Stops looking for it, and forgets what was found. */
  forget(): void {
    this.stop();
    this.answer.value = IDLE;
  }

  /** Stops looking for it; what was found stays. */
  stop(): void {
    this.seeking.abort();
    this.seeking = new AbortController();
    if (this.answer.value.state === "loading") this.answer.value = IDLE;
  }
}
