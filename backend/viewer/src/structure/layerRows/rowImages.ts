import type { Layer, LayersRequest, PoolImage } from "../../protocol/messages.ts";
import type { PoolCopies } from "../../state/poolCopies.ts";
import { requestKey } from "../answers/live.ts";
import { isChanged } from "../answers/originals.ts";
import type { Candidate } from "../compare/sides.ts";
import { groupsAsked } from "../display/groups.ts";
import { placed } from "../masks/mask.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import type { StructureSession } from "../session/structureSession.ts";
import type { Copies } from "./layerRows.ts";
import type { RowQuestion } from "./rowAnswers.ts";

/** One of the images that a layer is shown over. */
export interface RowImage extends Candidate {
  /** Whether it is what all others are compared with: the original, with nothing switched off. */
  readonly reference: boolean;
}

/** An image with the question of what the network makes of it. */
export interface Row extends RowImage, RowQuestion {}

/** The copies of a pool that were chosen. */
export function chosenCopies(copies: PoolCopies | null, chosen: Copies): readonly PoolImage[] {
  if (!copies || chosen === "none") return [];
  if (chosen === "changed") return copies.all.filter(({ kept }) => !kept);
  return chosen === "all" ? copies.all : copies.shown;
}

/** Copies of a pool as images; `usual` is what the masked pixels are of those that do not say it themselves. */
export function copyImages(copies: readonly PoolImage[], usual: PoolCopies["fill"]): readonly RowImage[] {
  return copies.map(({ index, mask, fill }) => ({
    key: `copy ${index}`,
    name: `Masked copy ${index}`,
    masks: [placed(mask)],
    fill: fill ?? usual,
    reference: false,
  }));
}

/** The original, the same with what is switched off, and what was modified; `candidates` begin with the original. */
export function rowImages(candidates: readonly Candidate[], somethingOff: boolean): readonly RowImage[] {
  const [original, ...modified] = candidates;
  if (!original) return [];
  const off: RowImage = { ...original, key: "off", name: "Original, with what is off", reference: false };
  return [
    { ...original, reference: true },
    ...(somethingOff ? [off] : []),
    ...modified.map((one) => ({ ...one, reference: false })),
  ];
}

/** Images with their questions about a layer; none before they can be asked. Subscribes. */
export function rowsOf(
  session: Pick<StructureSession, "ablation" | "display" | "subject">,
  images: readonly RowImage[],
  layer: Layer,
): readonly Row[] {
  return images.flatMap((image) => {
    const question = questionOf(session, image, layer);
    return question ? [{ ...image, question, asked: requestKey(question) }] : [];
  });
}

/** What is asked of an image: the layer in the clusters of the original, and what differs. Null before it can be. Subscribes. */
function questionOf(
  { ablation, display, subject }: Pick<StructureSession, "ablation" | "display" | "subject">,
  { masks, fill, reference }: RowImage,
  layer: Layer,
): LayersRequest | null {
  const masked = maskedImage(subject, masks, fill);
  const merged = subject.merging.request.value;
  if (!masked || !merged) return null;
  const off = reference ? {} : ablation.asked.value;
  return {
    ...masked,
    clusters: display.clusterCount.value,
    criterion: display.criterion.value,
    layers: [layer.name],
    ...groupsAsked("original", isChanged({ ...masked, ...off }), true),
    ...off,
    ...merged,
  };
}
