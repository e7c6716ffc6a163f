import { computed } from "@preact/signals";
import { PoolQuestion } from "../run/poolQuestion.ts";

/** The boundary in a session's pool; asked for once the pool is whole. */
export class PoolBoundary extends PoolQuestion<"boundaries"> {
  /** Indices in the pool of its support vectors. */
  readonly supportVectors = computed<ReadonlySet<number>>(() => new Set(this.known.value?.support_vectors));

  constructor(slot: string) {
    super("boundaries", slot);
  }
}
