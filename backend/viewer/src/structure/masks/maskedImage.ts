import type { LayersRequest, Mask } from "../../protocol/messages.ts";
import { type Fill, USUAL_FILL } from "../../state/fill.ts";
import type { Subject } from "../../state/subject.ts";
import type { PlacedMask } from "./mask.ts";

/** What every request about a masked image begins with. The fill is left alone where nothing is masked. */
export interface MaskedImage extends Pick<LayersRequest, "fit" | "crop_at"> {
  image_id: string;
  network_id: string;
  masks: Mask[];
  fill: Fill;
}

/** A subject's image with `masks`; null while it has none, or no network that can be asked. Subscribes. */
export function maskedImage(subject: Subject, masks: readonly PlacedMask[], fill: Fill): MaskedImage | null {
  const [image_id, network] = [subject.imageId.value, subject.network.value];
  if (image_id === null || !network || !subject.usable.value) return null;
  return {
    image_id,
    network_id: network.summary.network_id,
    ...subject.fitting.request.value,
    masks: masks.map(({ mask }) => mask),
    fill: masks.length > 0 ? fill : USUAL_FILL,
  };
}
