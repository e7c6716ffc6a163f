import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { MergedLabel } from "../protocol/messages.ts";
import { classesOf, labelsLeft, MAX_CLASSES, MAX_LABELS, merged, nameProblem } from "../state/mergedLabels.ts";
import type { Subject } from "../state/subject.ts";

/** The label that a person is about to make of others. */
export class Draft {
  /** Indices of the labels picked, among all of the answers; see `labelOfClass`. */
  readonly picked: Signal<ReadonlySet<number>> = signal(new Set());
  /** As typed. */
  readonly name: Signal<string> = signal("");
  /** The labels as they would be; null while fewer than two are picked. */
  readonly result: ReadonlySignal<readonly MergedLabel[] | null> = computed(() => {
    const [picked, labels] = [[...this.picked.value], this.labels.value];
    return picked.length < 2 ? null : merged(this.name.value.trim(), picked, labels, this.classNames.value.length);
  });
  /** Why they cannot be merged; null where they can, or where none are picked. */
  readonly problem: ReadonlySignal<string | null> = computed(() => {
    const result = this.result.value;
    if (result === null) return this.picked.value.size === 1 ? "Pick another label to merge it with." : null;
    if (result.length > MAX_LABELS) return `There may be ${MAX_LABELS} merged labels.`;
    if ((result.at(-1)?.classes.length ?? 0) > MAX_CLASSES) return `A merged label may have ${MAX_CLASSES} classes.`;
    if (labelsLeft(result, this.classNames.value) < 2) return "Two labels or more must be left.";
    return nameProblem(this.name.value.trim(), result, this.classNames.value, result.length - 1);
  });
  readonly labels: ReadonlySignal<readonly MergedLabel[]>;
  readonly classNames: ReadonlySignal<readonly string[]>;

  constructor(subject: Subject) {
    this.labels = computed(() => subject.merging.labels.value ?? []);
    this.classNames = computed(() => subject.network.value?.class_names ?? []);
  }

  /** Picks a label, or no longer. */
  pick(index: number, wanted: boolean): void {
    const next = new Set(this.picked.peek());
    if (wanted) next.add(index);
    else next.delete(index);
    this.picked.value = next;
  }

  /** Names of what is picked. */
  nameOf(index: number): string {
    const count = this.classNames.value.length;
    return (index < count ? this.classNames.value[index] : this.labels.value[index - count]?.name) ?? `class ${index}`;
  }

  /** How many classes a label has. */
  sizeOf(index: number): number {
    return classesOf(index, this.labels.value, this.classNames.value.length).length;
  }

  /** As before anything was picked. */
  clear(): void {
    this.picked.value = new Set();
    this.name.value = "";
  }
}

/** A word that two of the names or more, and at least half of them, end with; none where they have none in common. */
export function commonWord(names: readonly string[]): string {
  const last = names.map((name) => name.trim().split(/\s+/).at(-1)?.toLowerCase() ?? "").filter(Boolean);
  const times = (word: string) => last.filter((other) => other === word).length;
  const most = last.reduce((best, word) => (times(word) > times(best) ? word : best), last[0] ?? "");
  return times(most) >= Math.max(2, names.length / 2) ? most : "";
}

/** Names in a sentence: `tabby, tiger cat and lynx`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
