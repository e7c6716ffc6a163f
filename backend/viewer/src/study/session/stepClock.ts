/** How long the participant has been at a step, without pauses: milliseconds of a clock that never goes back. */
export class StepClock {
  private before = 0;
  private since: number | null = null;

  /** Begins a step, at which so much was spent already. It stands still until it is told to go on. */
  begin(spentMs: number): void {
    this.before = spentMs;
    this.since = null;
  }

  goOn(): void {
    this.since ??= performance.now();
  }

  pause(): void {
    this.before = this.spent();
    this.since = null;
  }

  /** Milliseconds. */
  spent(): number {
    return this.before + (this.since === null ? 0 : performance.now() - this.since);
  }
}
