/** Milliseconds without the headset that count as a break. */
const REST = 60_000;

/** Proposes a break after some time in a headset. Who takes it off for a while has had the break. Times in ms. */
export class BreakReminder {
  private began = Number.NEGATIVE_INFINITY;
  private wornLast = Number.NEGATIVE_INFINITY;

  /** Whether a break is proposed, in a frame in which the headset is worn; after so many minutes, 0 for never. */
  isDue(now: number, minutes: number): boolean {
    if (now - this.wornLast >= REST) this.began = now;
    this.wornLast = now;
    return minutes > 0 && now - this.began >= 60_000 * minutes;
  }

  /** Whether the person has just come back from one. */
  get rested(): boolean {
    return this.began === this.wornLast;
  }

  /** The person goes on without one: it counts anew. */
  restart(now: number): void {
    this.began = now;
  }
}
