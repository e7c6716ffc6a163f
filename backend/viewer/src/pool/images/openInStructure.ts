import { go } from "../../state/address.ts";
import { USUAL_FILL } from "../../state/fill.ts";
import { imageAt } from "../run/fold.ts";
import type { PoolSession } from "../session/poolSession.ts";

/** Shows the network's layers for a masked copy: the same image, the same mask, the same fill. */
export function openInStructure({ run }: PoolSession, index: number): void {
  const image = imageAt(run.pool.value, index);
  if (!image) return;
  const { top, left, height, width } = image.mask;
  const fill = image.fill ?? run.fills.value[0] ?? USUAL_FILL;
  go("structure", { masks: `r${top},${left},${height},${width}`, fill: fill === USUAL_FILL ? null : fill });
}
