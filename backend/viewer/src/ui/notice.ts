import { signal } from "@preact/signals";

/** How long a notice stands at least, in milliseconds, and for each of its letters. */
const STANDS = 4000;
const PER_LETTER = 70;

/** A short sentence on something that just happened, shown at the foot of the window; null for none. */
export const notice = signal<string | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something that needs no answer, such as “Link copied.”, in sight and to screen readers. */
export function say(sentence: string): void {
  clearTimeout(timer);
  notice.value = sentence;
  timer = setTimeout(
    () => {
      notice.value = null;
    },
    Math.max(STANDS, PER_LETTER * sentence.length),
  );
}
