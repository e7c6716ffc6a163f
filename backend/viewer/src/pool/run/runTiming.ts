/** One measure for each start of a run and each of its two moments, in `performance.getEntriesByName`. */
export class RunTiming {
  private readonly slot: string;
  private pending = new Set<string>();

  /** The measures are named after the slot: `pool-first-image`, `pool-last-image`. */
  constructor(slot: string) {
    this.slot = slot;
  }

  /** The person has pressed start, or opened the view. */
  markStart(): void {
    performance.mark(`${this.slot}-start`);
    this.pending = new Set(["first-image", "last-image"]);
  }

  /** An image is known; measured once it has been drawn. */
  markFirstImage(): void {
    this.measure("first-image");
  }

  /** All images are known; measured once they have been drawn. */
  markLastImage(): void {
    this.measure("last-image");
  }

  private measure(moment: string): void {
    if (!this.pending.delete(moment)) return;
    // The frame after the next: by then the scene has drawn what arrived.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        performance.measure(`${this.slot}-${moment}`, `${this.slot}-start`);
      }),
    );
  }
}
