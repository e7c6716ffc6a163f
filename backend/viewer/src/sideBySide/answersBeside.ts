import type { ClassLabel, ClassScore, Predictions } from "../protocol/messages.ts";

/** Classes of each network that are shown: the most probable. */
export const SHOWN_CLASSES = 5;

/** What one network says of a class. */
export interface Said {
  /** 0..1. */
  readonly probability: number;
  /** Its place among the network's classes, from 1; null where it is not among those told, and less probable than all. */
  readonly rank: number | null;
}

/** A class with what both networks say of it. */
export interface ClassBeside {
  readonly key: string;
  readonly label: ClassLabel;
  /** Null where the network has no class of this name. */
  readonly one: Said | null;
  readonly two: Said | null;
}

/** How two networks' lists of labels are to each other. */
export interface LabelSets {
  /** Whether they are the same, class by class. */
  readonly same: boolean;
  /** Names that both have. */
  readonly shared: number;
}

/** Compares the names of the classes of two networks. */
export function labelSets(one: readonly string[], two: readonly string[]): LabelSets {
  const same = one.length === two.length && one.every((name, index) => name === two[index]);
  const names = new Set(two);
  return { same, shared: new Set(one.filter((name) => names.has(name))).size };
}

/** What tells classes of both apart: the index where the lists of labels are the same, else the name. */
function keyOf({ index, name }: ClassLabel, { same }: LabelSets): string {
  return same ? String(index) : name;
}

/** Whether both answer the same: the same index, or the same name where labels differ. */
export function isSameLabel(a: ClassLabel, b: ClassLabel, labels: LabelSets): boolean {
  return keyOf(a, labels) === keyOf(b, labels);
}

/**
 * The `SHOWN_CLASSES` most probable classes of each network, each once, by the larger of both probabilities.
 *
 * Args: `names` of the classes that each network has, by which it is known whether a class could be its answer at all.
 */
export function classesBeside(
  one: Predictions,
  two: Predictions,
  labels: LabelSets,
  names: readonly [one: ReadonlySet<string>, two: ReadonlySet<string>],
): ClassBeside[] {
  const [here, there] = [one, two].map(({ classes }) => byKey(classes, labels)) as [Known, Known];
  const shown = new Map<string, ClassLabel>();
  for (const { classes } of [one, two]) {
    for (const { label } of classes.slice(0, SHOWN_CLASSES)) {
      const key = keyOf(label, labels);
      if (!shown.has(key)) shown.set(key, label);
    }
  }
  const found = [...shown].map(([key, label]) => ({
    key,
    label,
    one: said(key, label, one, here, labels, names[0]),
    two: said(key, label, two, there, labels, names[1]),
  }));
  return found.sort((a, b) => most(b) - most(a));
}

type Known = ReadonlyMap<string, { score: ClassScore; rank: number }>;

function byKey(classes: readonly ClassScore[], labels: LabelSets): Known {
  const found = new Map<string, { score: ClassScore; rank: number }>();
  classes.forEach((score, place) => {
    const key = keyOf(score.label, labels);
    if (!found.has(key)) found.set(key, { score, rank: place + 1 });
  });
  return found;
}

function said(
  key: string,
  label: ClassLabel,
  { classes }: Predictions,
  known: Known,
  labels: LabelSets,
  names: ReadonlySet<string>,
): Said | null {
  const found = known.get(key);
  if (found) return { probability: found.score.probability, rank: found.rank };
  if (!labels.same && !names.has(label.name)) return null;
  return { probability: classes.at(-1)?.probability ?? 0, rank: null };
}

/** Largest probability that is known, not a bound. */
function most({ one, two }: ClassBeside): number {
  return Math.max(...[one, two].map((each) => (each && each.rank !== null ? each.probability : 0)));
}

/** How many of the classes that each network tells are told by both. */
export function sharedClasses(one: Predictions, two: Predictions, labels: LabelSets): number {
  const there = byKey(two.classes, labels);
  return [...byKey(one.classes, labels).keys()].filter((key) => there.has(key)).length;
}
