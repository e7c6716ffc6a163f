/** The browser's own timeline: `mask-to-columns` runs from lifting the hand to the frame after the last column. */
const MEASURE = "mask-to-columns";
const MARK = "mask-released";

/** Measures how long a session's columns take to follow a mask. */
export class MaskDelay {
  private begun = false;

  /** The hand was lifted. */
  begin(): void {
    this.begun = true;
    performance.clearMarks(MARK);
    performance.mark(MARK);
  }

  /** All columns are those of the masks as they are; measured once they are on the screen. */
  end(): void {
    if (!this.begun) return;
    this.begun = false;
    requestAnimationFrame(() => {
      try {
        performance.measure(MEASURE, MARK);
      } catch {
        // The mark was cleared meanwhile: another mask follows.
      }
    });
  }
}
