import { type Exchange, imageOf, questionText, weightOf } from "./exchange.ts";

/** Bytes of answers that are remembered, about; the oldest give way. */
const BUDGET = 96 * 2 ** 20;
/** Milliseconds within which an answer takes the place of the one before it in its slot: a hand was drawing. */
const LIVE = 1500;

interface Remembered extends Exchange {
  readonly slot: string | undefined;
  readonly weight: number;
  readonly at: number;
}

/** By their question, from the oldest to the newest. */
const remembered = new Map<string, Remembered>();

/** Remembers what was answered, to be saved with a session. */
export function rememberAnswer(exchange: Exchange, slot: string | undefined, now: number = performance.now()): void {
  const newest = slot === undefined ? undefined : [...remembered].findLast(([, one]) => one.slot === slot);
  if (newest && now - newest[1].at < LIVE && hasMasks(newest[1].body)) remembered.delete(newest[0]);
  const key = questionText(exchange.operation, exchange.body);
  remembered.delete(key);
  remembered.set(key, { ...exchange, slot, weight: weightOf(exchange.parts), at: now });
  let weight = [...remembered.values()].reduce((sum, one) => sum + one.weight, 0);
  for (const [oldest, one] of remembered) {
    if (weight <= BUDGET) break;
    remembered.delete(oldest);
    weight -= one.weight;
  }
}

/** What was answered about an image, from the oldest to the newest. */
export function answersAbout(imageId: string): readonly Exchange[] {
  return [...remembered.values()].filter(({ body }) => imageOf(body) === imageId);
}

/** Forgets everything. */
export function forgetAnswers(): void {
  remembered.clear();
}

function hasMasks(body: object): boolean {
  return ((body as { masks?: unknown[] }).masks?.length ?? 0) > 0;
}
