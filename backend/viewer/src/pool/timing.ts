const START = "pool-start";

let pending = new Set<string>();

/** The person has pressed start, or opened the view. */
export function markStart(): void {
  performance.mark(START);
  pending = new Set(["pool-first-image", "pool-last-image"]);
}

/** An image is known; measured once it has been drawn. */
export function markFirstImage(): void {
  measure("pool-first-image");
}

/** All images are known; measured once they have been drawn. */
export function markLastImage(): void {
  measure("pool-last-image");
}

/** One measure for each start, in `performance.getEntriesByName`. */
function measure(name: string): void {
  if (!pending.delete(name)) return;
  // The frame after the next: by then the scene has drawn what arrived.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      performance.measure(name, START);
    }),
  );
}
