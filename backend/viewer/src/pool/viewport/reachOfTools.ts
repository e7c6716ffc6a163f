/** Space between the tools and what keeps clear of them, in CSS pixels. */
const CLEAR = 4;

/** How far the tools over the scene reach down over an element of its stage, in CSS pixels; 0 where they stand above it. */
export function reachOfTools(element: HTMLElement): number {
  const top = element.getBoundingClientRect().top;
  const tools = [...(element.closest(".pool-scene")?.querySelectorAll(".pool-tools, .pool-arrangement") ?? [])];
  const reach = Math.max(0, ...tools.map((one) => one.getBoundingClientRect().bottom - top));
  return reach > 0 ? reach + CLEAR : 0;
}
