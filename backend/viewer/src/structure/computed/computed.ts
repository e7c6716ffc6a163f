import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ComputationSource, ComputationTerm } from "../../protocol/messages.ts";
import { tell } from "../../state/tell.ts";

/**
 * A value that is asked about: one of a layer's maps; of an operation's output where `layer` is null; of the answer where
 * both are, whose channels are the classes.
 */
export interface AskedValue {
  layer: string | null;
  output: string | null;
  channel: number;
  row: number;
  column: number;
}

/** A probability of the answer, but for its class. */
export const ANSWER = { layer: null, output: null, row: 0, column: 0 } as const;

const NOTHING: readonly AskedValue[] = Object.freeze([]);

/** Which value of a session's maps is told of, and the way there from the first one. */
export class Computed {
  /** The values gone through, the one that is told of last; empty while nothing is. */
  readonly trail: Signal<readonly AskedValue[]> = signal(NOTHING);
  /** The value that is told of; null for none. */
  readonly now: ReadonlySignal<AskedValue | null> = computed(() => this.trail.value.at(-1) ?? null);

  /** Tells of a value. */
  open(value: AskedValue): void {
    this.trail.value = [value];
    tellOpened(value);
  }

  /** Goes on to a value that the present one is computed from. */
  deeper(value: AskedValue): void {
    this.trail.value = [...this.trail.peek(), value];
    tellOpened(value);
  }

  /** Goes back to the value before, or to the one at `place` of the way. */
  back(place = this.trail.peek().length - 2): void {
    this.trail.value = this.trail.peek().slice(0, Math.max(place, 0) + 1);
  }

  close(): void {
    this.trail.value = NOTHING;
  }
}

/** What a session begins with: nothing is told of. */
export const NOT_ASKED: readonly AskedValue[] = NOTHING;

function tellOpened({ layer, output, channel, row, column }: AskedValue): void {
  const name = layer ?? output;
  tell("computation_opened", { ...(name !== null && { layer: name }), channel, row, column });
}

/** The value at (i, j) of what a term reads; null where that is padding. */
export function valueRead(source: ComputationSource, term: ComputationTerm, i: number, j: number): AskedValue | null {
  const [row, column] = [term.top + i * term.row_step, term.left + j * term.column_step];
  if (row < 0 || column < 0 || row >= source.height || column >= source.width) return null;
  const output = source.layer === null ? source.operation : null;
  return { layer: source.layer, output, channel: term.channel, row, column };
}
