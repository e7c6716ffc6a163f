/** The browser's own timeline: `mask-to-columns` runs from lifting the hand to the frame after the last column. */
const MEASURE = "mask-to-columns";
const MARK = "mask-released";

let released = false;

/** The hand was lifted. */
export function markRelease(): void {
  released = true;
  performance.clearMarks(MARK);
  performance.mark(MARK);
}

/** All columns are those of the masks as they are; measured once they are on the screen. */
export function measureColumns(): void {
  if (!released) return;
  released = false;
  requestAnimationFrame(() => {
    try {
      performance.measure(MEASURE, MARK);
    } catch {
      // The mark was cleared meanwhile: another mask follows.
    }
  });
}
