import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { SessionAnswer, SessionStep, StudySession } from "../../protocol/messages.ts";
import { tell } from "../../state/tell.ts";
import type { DraftStore, Drafts } from "./drafts.ts";

/** Milliseconds of rest after which a change is told: a word is one change, not one for each letter. */
const REST = 600;

/** The answers to the questions of the step at hand. */
export class Answers {
  /** By the question's name; undefined or null where there is none. */
  readonly values: ReadonlySignal<Drafts>;
  private readonly current: Signal<Drafts> = signal({});
  private readonly store: DraftStore;
  private step: SessionStep | null = null;
  private readonly untold = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(store: DraftStore) {
    this.store = store;
    this.values = this.current;
  }

  /** Begins a step with the answers that were given or changed before, at whatever client, and last on this device. */
  begin(step: SessionStep, { answers, drafts }: Pick<StudySession, "answers" | "drafts">): void {
    this.tellChanges();
    this.step = step;
    this.current.value = { ...valuesOf(answers, step), ...valuesOf(drafts, step), ...this.store.of(step.id) };
  }

  /** A question of a step is on the screen for the first time. */
  shown(item: string, stepId: string): void {
    if (this.isOver(stepId)) return;
    tell("question_shown", { item });
  }

  /** The participant has changed an answer at a step. It is on this device at once. */
  change(item: string, value: unknown, stepId: string): void {
    if (this.step === null || this.isOver(stepId)) return;
    this.current.value = { ...this.current.peek(), [item]: value };
    this.store.keep(this.step.id, this.current.peek());
    clearTimeout(this.untold.get(item));
    this.untold.set(
      item,
      setTimeout(() => this.tellChange(item), REST),
    );
  }

  /** Tells what has been changed and not told yet. */
  tellChanges(): void {
    for (const item of [...this.untold.keys()]) this.tellChange(item);
  }

  /** Gives all answers of the step; null for a question that was left out. */
  give(): void {
    if (this.step === null) return;
    this.tellChanges();
    for (const { item } of this.step.questions) {
      tell("question_answered", { item, value: this.current.peek()[item] ?? null });
    }
  }

  /** The step is over: what waited on this device is told. */
  end(): void {
    if (this.step !== null) this.store.drop(this.step.id);
    this.step = null;
  }

  /** A step's questions may stand a moment longer than it: what comes of them then belongs to no step. */
  private isOver(stepId: string): boolean {
    return this.step?.id !== stepId;
  }

  private tellChange(item: string): void {
    clearTimeout(this.untold.get(item));
    this.untold.delete(item);
    tell("answer_changed", { item, value: this.current.peek()[item] ?? null });
  }
}

function valuesOf(answers: readonly SessionAnswer[], { id }: SessionStep): Drafts {
  return Object.fromEntries(answers.filter(({ step }) => step === id).map(({ item, value }) => [item, value]));
}
