import type { GoneImages } from "../state/goneImages.ts";
import { MAX_UPLOADS } from "../state/images.ts";

/** Names that have room in a sentence. */
const NAMED = 2;

/** Which pictures are no longer kept, and why, in a sentence. */
export function goneWords({ images, madeRoom }: GoneImages): string {
  const names = images.slice(0, NAMED).map(({ title }) => `“${title}”`);
  const more = images.length - NAMED;
  const all = more > 0 ? `${names.join(", ")} and ${more} more` : names.join(" and ");
  if (madeRoom) return `${all} made room: ${MAX_UPLOADS} of your pictures are kept.`;
  return `${all} is removed from this browser.`;
}
