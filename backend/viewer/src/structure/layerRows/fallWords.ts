import { atMostPercent, percent } from "../../ui/words.ts";
import { pointsText } from "../predictions/change.ts";
import type { Fall } from "./rowOrder.ts";

/** `Egyptian cat 12.3%, −26.8 points`; without the name where it is `stillFirst` and was just said. */
export function fallWords({ label, before, now, atMost }: Fall, stillFirst: boolean): string {
  const points = `${pointsText(now - before)} points`;
  if (stillFirst) return points;
  return atMost
    ? `${label.name} ${atMostPercent(now)}, from ${percent(before)}`
    : `${label.name} ${percent(now)}, ${points}`;
}
