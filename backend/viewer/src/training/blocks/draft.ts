import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { BlockList } from "../../protocol/messages.ts";
import { changesOf, type ListChanges } from "./blockChanges.ts";

/** Milliseconds within which further changes of one setting are undone together. */
const TOGETHER_MS = 1000;
/** How far back one can go. */
const MOST_STEPS = 50;

/** What is kept of a draft. */
export interface KeptDraft {
  readonly now: BlockList;
  readonly past: readonly BlockList[];
  readonly future: readonly BlockList[];
}

/** A list of blocks that a person changes, step by step. */
export class Draft {
  /** The list that it came from. */
  readonly origin: BlockList;
  readonly steps: Signal<KeptDraft>;
  readonly list: ReadonlySignal<BlockList> = computed(() => this.steps.value.now);
  readonly changes: ReadonlySignal<ListChanges> = computed(() => changesOf(this.origin, this.list.value));
  /** The setting that was changed last, and when. */
  private last: { setting: string; at: number } | null = null;

  constructor(origin: BlockList, kept: KeptDraft | null = null) {
    this.origin = origin;
    this.steps = signal(kept ?? { now: origin, past: [], future: [] });
  }

  /** Takes the next list. Changes of the same `setting` that follow each other at once are one step. */
  edit(next: BlockList, setting: string | null = null): void {
    const { now, past } = this.steps.peek();
    if (next === now) return;
    const at = performance.now();
    const together = setting !== null && this.last?.setting === setting && at - this.last.at < TOGETHER_MS;
    this.last = setting === null ? null : { setting, at };
    this.steps.value = { now: next, past: together ? past : [...past, now].slice(-MOST_STEPS), future: [] };
  }

  undo(): void {
    const { now, past, future } = this.steps.peek();
    const back = past.at(-1);
    if (back === undefined) return;
    this.last = null;
    this.steps.value = { now: back, past: past.slice(0, -1), future: [now, ...future] };
  }

  redo(): void {
    const { now, past, future } = this.steps.peek();
    const [next, ...rest] = future;
    if (next === undefined) return;
    this.last = null;
    this.steps.value = { now: next, past: [...past, now], future: rest };
  }

  /** Everything as it was, which can be undone. */
  startOver(): void {
    this.edit(this.origin);
  }
}
