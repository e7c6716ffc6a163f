import { NEUTRAL_BYTE } from "../../geometry/colourMap.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { Cluster, Tensor } from "../../protocol/messages.ts";

/** What a panel draws of a cluster: what differs from the original where that was asked for, else its representative. */
export function drawnTensor({ difference, representative }: Cluster): Tensor {
  return difference ?? representative;
}

/** The largest change that a signed tensor's scale has room for: what the strongest colour stands for. */
export function differenceLimit({ scale }: Tensor): number {
  return NEUTRAL_BYTE * scale;
}

/** Whether a picture leaves out so much of its maps that it has to say so. */
export function explainsLittle(share: number | null): boolean {
  return share !== null && share < SCENES.structure.little_explained;
}
