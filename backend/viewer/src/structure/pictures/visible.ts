/** How far outside the window things are made ready, in CSS pixels. */
const MARGIN = "300px";

let observer: IntersectionObserver | null = null;
const waiting = new Map<Element, () => void>();

/** Calls `show` once, when `element` comes near the window. Returns what forgets it. One observer serves all. */
export function watchVisible(element: Element, show: () => void): () => void {
  if (typeof IntersectionObserver === "undefined") {
    show();
    return () => {};
  }
  observer ??= new IntersectionObserver(seen, { rootMargin: MARGIN });
  waiting.set(element, show);
  observer.observe(element);
  return () => forget(element);
}

function seen(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) continue;
    const show = waiting.get(target);
    forget(target);
    show?.();
  }
}

function forget(element: Element): void {
  waiting.delete(element);
  observer?.unobserve(element);
}
