import type { MergedLabel } from "../protocol/messages.ts";

/** What a request may have, by the protocol. */
export const MAX_LABELS = 32;
export const MAX_CLASSES = 512;
export const MAX_NAME = 60;

/** Labels that must be left, so that there is something to tell apart. */
const MIN_LEFT = 2;

export const NO_LABELS: readonly MergedLabel[] = Object.freeze([]);

/**
 * Those of `labels` that a network with these classes can tell: what is of another network, or was written by hand into
 * a link, would be refused with all that is asked.
 */
export function labelsThatFit(labels: readonly MergedLabel[], classNames: readonly string[]): readonly MergedLabel[] {
  const whole = labels.filter(
    ({ classes }) =>
      new Set(classes).size === classes.length &&
      classes.length >= 2 &&
      classes.length <= MAX_CLASSES &&
      classes.every((index) => index < classNames.length),
  );
  let fitting = apart(whole.slice(0, MAX_LABELS));
  // Each that is left out gives its classes' names back, so until nothing changes.
  for (let before = -1; before !== fitting.length; ) {
    before = fitting.length;
    fitting = fitting.filter((label, place) => nameProblem(label.name, fitting, classNames, place) === null);
  }
  return labelsLeft(fitting, classNames) >= MIN_LEFT ? fitting : NO_LABELS;
}

/** Of labels that have a class or their name in common, the first. */
function apart(labels: readonly MergedLabel[]): readonly MergedLabel[] {
  const classes = new Set<number>();
  const names = new Set<string>();
  return labels.filter((label) => {
    if (names.has(label.name.toLowerCase()) || label.classes.some((index) => classes.has(index))) return false;
    names.add(label.name.toLowerCase());
    for (const index of label.classes) classes.add(index);
    return true;
  });
}

/** How many labels answers are told in. */
export function labelsLeft(labels: readonly MergedLabel[], classNames: readonly string[]): number {
  return labels.reduce((left, { classes }) => left - classes.length + 1, classNames.length);
}

/** Why the label at `place` of `labels` cannot have a name; null where it can. */
export function nameProblem(
  name: string,
  labels: readonly MergedLabel[],
  classNames: readonly string[],
  place: number,
): string | null {
  if (name.trim() === "") return "Give it a name.";
  if (name !== name.trim() || name.length > MAX_NAME || /\p{C}|(?! )\p{Z}/u.test(name)) {
    return `A name has at most ${MAX_NAME} letters.`;
  }
  const merged = new Set(labels.flatMap(({ classes }) => classes));
  const wanted = name.toLowerCase();
  const isOthers =
    labels.some((other, at) => at !== place && other.name.toLowerCase() === wanted) ||
    classNames.some((other, index) => !merged.has(index) && other.toLowerCase() === wanted);
  return isOthers ? `Another label is called “${name}”.` : null;
}

/** The label that a class is told in: its index among all labels, of which merged ones follow on all classes. */
export function labelOfClass(index: number, labels: readonly MergedLabel[], classCount: number): number {
  const place = labels.findIndex(({ classes }) => classes.includes(index));
  return place < 0 ? index : classCount + place;
}

/** The classes of a label by its index among all labels. */
export function classesOf(index: number, labels: readonly MergedLabel[], classCount: number): readonly number[] {
  return index < classCount ? [index] : (labels[index - classCount]?.classes ?? []);
}

/** With some labels merged into one of that name; those that are merged already give all their classes to it. */
export function merged(
  name: string,
  picked: readonly number[],
  labels: readonly MergedLabel[],
  classCount: number,
): readonly MergedLabel[] {
  const gone = new Set(picked.filter((index) => index >= classCount).map((index) => index - classCount));
  const classes = picked.flatMap((index) => classesOf(index, labels, classCount)).sort((a, b) => a - b);
  return [...labels.filter((_, place) => !gone.has(place)), { name, classes }];
}

/** Labels as an address has them: `cat:281,282,285/car:511,817`, of more than two classes in a row `dog:151-268`. */
export function labelsToText(labels: readonly MergedLabel[]): string {
  return labels.map(({ name, classes }) => `${encodeURIComponent(name)}:${runs(classes)}`).join("/");
}

/** The reverse; undefined where it cannot be read. */
export function textToLabels(text: string): MergedLabel[] | undefined {
  const labels = text.split("/").map((part) => {
    const [name = "", classes = "", ...rest] = part.split(":");
    if (rest.length > 0 || !/^\d{1,7}(-\d{1,7})?(,\d{1,7}(-\d{1,7})?)*$/.test(classes)) return null;
    const found = classes.split(",").flatMap(indicesOf);
    return found.length <= MAX_CLASSES ? { name: decodeURIComponent(name), classes: found } : null;
  });
  return labels.length <= MAX_LABELS && labels.every((label) => label !== null) ? labels : undefined;
}

function runs(classes: readonly number[]): string {
  const sorted = [...classes].sort((a, b) => a - b);
  const found: [number, number][] = [];
  for (const index of sorted) {
    const last = found.at(-1);
    if (last && index === last[1] + 1) last[1] = index;
    else found.push([index, index]);
  }
  return found
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from},${to}` : `${from}-${to}`))
    .join(",");
}

function indicesOf(run: string): number[] {
  const [from = 0, to = from] = run.split("-").map(Number);
  // Of a run that is longer than any label one too many, which is refused.
  const length = Math.min(Math.max(to - from + 1, 0), MAX_CLASSES + 1);
  return Array.from({ length }, (_, step) => from + step);
}
