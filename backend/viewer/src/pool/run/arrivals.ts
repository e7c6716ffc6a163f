/**
 * Brings what arrives in quick succession to the screen together: the first at once, then at most one update in `rest`
 * milliseconds. Where server and browser share a machine, every update takes time from what is still computed.
 */
export class Arrivals<T> {
  private readonly show: (latest: T) => void;
  private readonly rest: number;
  private waiting: { latest: T; timer: ReturnType<typeof setTimeout> } | null = null;
  private shownAt = Number.NEGATIVE_INFINITY;

  constructor(show: (latest: T) => void, rest: number) {
    this.show = show;
    this.rest = rest;
  }

  /** Something newer than what was offered before, which it replaces where that is not on screen yet. */
  offer(latest: T): void {
    if (this.waiting) {
      this.waiting.latest = latest;
      return;
    }
    const wait = this.shownAt + this.rest - performance.now();
    this.waiting = { latest, timer: setTimeout(() => this.flush(), Math.max(0, wait)) };
    if (wait <= 0) this.flush();
  }

  /** Shows what waits, now. */
  flush(): void {
    if (!this.waiting) return;
    const { latest, timer } = this.waiting;
    clearTimeout(timer);
    this.waiting = null;
    this.shownAt = performance.now();
    this.show(latest);
  }

  /** Forgets what waits; the next is shown at once. */
  drop(): void {
    clearTimeout(this.waiting?.timer);
    this.waiting = null;
    this.shownAt = Number.NEGATIVE_INFINITY;
  }
}
