import type { Arrangement } from "../scene/arrangement.ts";

/** What an arrangement is called in a choice; the body is the one that the labels span, such as `tetrahedron`. */
export function arrangementName(arrangement: Arrangement, body: string): string {
  if (arrangement === "photo") return "On the photo";
  if (arrangement === "drop") return "By the drop";
  return body.charAt(0).toUpperCase() + body.slice(1);
}

/** Where the copies are, to end “Masked images …”. */
export function arrangementPhrase(arrangement: Arrangement, body: string): string {
  if (arrangement === "photo") return "on the photo";
  if (arrangement === "drop") return "by the drop";
  return `in a ${body}`;
}
