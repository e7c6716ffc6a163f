import { signal } from "@preact/signals";

/** How long a notice stands, in milliseconds. */
const STANDS = 4000;

/** A short sentence on something that just happened, shown at the foot of the window; null for none. */
export const notice = signal<string | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something that needs no answer, such as “Link copied.”, in sight and to screen readers. */
export function say(sentence: string): void {
  clearTimeout(timer);
  notice.value = sentence;
  timer = setTimeout(() => {
    notice.value = null;
  }, STANDS);
}
