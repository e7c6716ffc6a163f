/** What was, what is, and what was undone; never changed, only replaced. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
}

/** Steps back that are kept. */
export const MAX_STEPS = 100;

/** When each state was stepped to, of all histories: the largest number is the last. */
const stepNumbers = new WeakMap<object, number>();
let steps = 0;

/** A history of one state. */
export function begun<T>(present: T): History<T> {
  return { past: [], present, future: [] };
}

/** Takes a step that can be undone; what was undone before is forgotten. */
export function stepped<T>(history: History<T>, present: T): History<T> {
  if (Object.is(present, history.present)) return history;
  steps += 1;
  if (typeof present === "object" && present !== null) stepNumbers.set(present, steps);
  return { past: [...history.past, history.present].slice(-MAX_STEPS), present, future: [] };
}

/** One step back, or the same where there is none. */
export function undone<T>(history: History<T>): History<T> {
  if (history.past.length === 0) return history;
  return {
    past: history.past.slice(0, -1),
    present: history.past.at(-1) as T, // there is one, as tested above
    future: [history.present, ...history.future],
  };
}

/** One step forward again, or the same where there is none. */
export function redone<T>(history: History<T>): History<T> {
  if (history.future.length === 0) return history;
  return {
    past: [...history.past, history.present],
    present: history.future[0] as T, // there is one, as tested above
    future: history.future.slice(1),
  };
}

/** Of several histories, that whose step back is the last that was taken; null where none has one. */
export function lastToUndo<H extends History<unknown>>(histories: readonly H[]): H | null {
  const able = histories.filter(({ past }) => past.length > 0);
  return able.toSorted((a, b) => numberOf(b.present) - numberOf(a.present))[0] ?? null;
}

/** Of several histories, that whose step forward comes first; null where none has one. */
export function firstToRedo<H extends History<unknown>>(histories: readonly H[]): H | null {
  const able = histories.filter(({ future }) => future.length > 0);
  return able.toSorted((a, b) => numberOf(a.future[0]) - numberOf(b.future[0]))[0] ?? null;
}

function numberOf(state: unknown): number {
  return typeof state === "object" && state !== null ? (stepNumbers.get(state) ?? 0) : 0;
}
