import type { EventContents } from "../protocol/messages.ts";
import { tell, tenths } from "./tell.ts";

/** Milliseconds that a pointer rests on something before that is told; passing over it is none. */
export const DWELL = 300;

/** What a pointer, or the keyboard's cursor, is over. */
type Hovered = Omit<EventContents["hover"], "duration_ms">;

/** Those that are over something. */
const resting = new Set<Dwell>();

/** One thing at a time that is looked at, told when it is left. Each kind of thing has its own. */
export class Dwell {
  private now: { what: Hovered; since: number } | null = null;

  /** The pointer is over `what`, maybe at another place of the same thing; null where it has left. */
  over(what: Hovered | null): void {
    if (what && this.now && sameThing(what, this.now.what)) {
      this.now.what = what;
      return;
    }
    const { now } = this;
    const at = performance.now();
    this.now = what && { what, since: at };
    if (what) resting.add(this);
    else resting.delete(this);
    if (now && at - now.since >= DWELL) tell("hover", { ...now.what, duration_ms: tenths(at - now.since) });
  }

  /** What was looked at is gone, and the look with it: it may have been taken away in the middle. */
  forget(): void {
    this.now = null;
    resting.delete(this);
  }
}

// Nothing is looked at on a page that is out of sight, wherever its pointer was last.
if (typeof document !== "undefined") {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") for (const dwell of resting) dwell.over(null);
  });
}

/** Whether they are the same, wherever on it the pointer is. */
function sameThing(a: Hovered, b: Hovered): boolean {
  return (["target", "layer", "cluster", "channel", "index"] as const).every((name) => a[name] === b[name]);
}
