/** How much maps of an earlier image give way to the background. */
const DIMMED = 0.45;
/** After how many ms they begin to. */
export const DIM_AFTER = 250;

/** Lets what is out of date fade after a moment, and come back. */
export class Dimming {
  private since: number | null = null;
  private readonly shown: { value: number };

  /** `shown` is how much is dimmed now, 0..1; it is changed in place. */
  constructor(shown: { value: number }) {
    this.shown = shown;
  }

  /** From `now` on, in ms, what is shown is out of date, or is not any more. */
  setPending(on: boolean, now: number): void {
    // While requests follow each other quickly nothing dims; what is dimmed already stays so rather than pulse.
    const dimmed = this.shown.value > 0 ? this.since : null;
    this.since = on ? (dimmed ?? now) : null;
  }

  /** Goes on fading, or coming back, for so many seconds; whether there is more to do. */
  step(now: number, seconds: number): boolean {
    const wanted = this.since !== null && now - this.since >= DIM_AFTER ? DIMMED : 0;
    this.shown.value += (wanted - this.shown.value) * (1 - Math.exp(-10 * seconds));
    if (Math.abs(wanted - this.shown.value) < 0.01) this.shown.value = wanted;
    return this.shown.value !== wanted;
  }
}
