import type { PoolImage, PoolRequest } from "../../protocol/messages.ts";
import { type Fill, USUAL_FILL } from "../../state/fill.ts";

/** The fills of a pool that was asked for, in the order of its copies. */
export function fillsOf({ fill = USUAL_FILL, more_fills = [] }: PoolRequest): readonly Fill[] {
  return [fill, ...more_fills];
}

/** Which of the fills of a pool one of its copies has, from 0 on; the first where it does not tell. */
export function fillIndex({ fill }: Pick<PoolImage, "fill">, fills: readonly Fill[]): number {
  return Math.max(0, fills.indexOf(fill ?? USUAL_FILL));
}
