import type { PoolImage } from "../../protocol/messages.ts";
import type { Fill } from "../../state/fill.ts";

/** Which images of a pool stand out; null means that this does not matter. */
export interface Filters {
  /** Index of the most probable class. */
  label: number | null;
  /** Vertex that the image was selected to represent, from 0 on. */
  vertex: number | null;
  answer: "kept" | "changed" | null;
  /** Support vectors of the boundary only. */
  supportVectors: boolean;
  /** Only images of which at most this probability lies outside the labels at the corners, 0..1; 1 lets all pass. */
  outside: number;
  /** Index in the pool's `windows`. */
  window: number | null;
  /** What the masked pixels became. */
  fill: Fill | null;
}

export const NO_FILTERS: Filters = {
  label: null,
  vertex: null,
  answer: null,
  supportVectors: false,
  outside: 1,
  window: null,
  fill: null,
};

export const FILTERS = Object.keys(NO_FILTERS) as (keyof Filters)[];

/** Whether any image could be filtered out. */
export function filtering(filters: Filters): boolean {
  return filterCount(filters) > 0;
}

/** How many of the filters are in use. */
export function filterCount(filters: Filters): number {
  return FILTERS.filter((name) => filters[name] !== NO_FILTERS[name]).length;
}

/** Whether an image passes every filter. `supportVectors` are indices in the pool. */
export function passes(image: PoolImage, filters: Filters, supportVectors: ReadonlySet<number>): boolean {
  if (filters.label !== null && image.label !== filters.label) return false;
  if (filters.vertex !== null && image.represents !== filters.vertex) return false;
  if (filters.answer !== null && image.kept !== (filters.answer === "kept")) return false;
  if (filters.supportVectors && !supportVectors.has(image.index)) return false;
  if (filters.outside < 1 && image.outside > filters.outside) return false;
  if (filters.fill !== null && image.fill !== filters.fill) return false;
  return filters.window === null || image.window === filters.window;
}

/**
 * Whether an image has a place in the scene at all: where the selection is known and not all are wanted, only those
 * that represent a label.
 */
export function inScene(image: PoolImage, whole: boolean, showAll: boolean): boolean {
  return showAll || !whole || image.represents !== null;
}
