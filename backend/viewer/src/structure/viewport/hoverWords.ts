import type { Region } from "../../geometry/receptiveField.ts";
import type { Cluster, ClusteredLayer } from "../../protocol/messages.ts";
import { percent } from "../../ui/words.ts";
import { pixelText } from "../pictures/mapPicture.ts";
import { explainsLittle } from "../scene/drawnTensor.ts";
import type { StructureHover } from "../scene/events.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** What is said of a pixel: a title, what is told plainly, and what is said quietly. */
export interface HoverWords {
  readonly title: string;
  readonly plain: readonly string[];
  readonly quiet: readonly string[];
}

/** What the pixel that is looked at is: layer, cluster, place and value, what it is computed from, and of which tensor. Subscribes. */
export function hoverWords({ answers, subject }: StructureSession, hover: StructureHover): HoverWords {
  const column = answers.columns.value[hover.position];
  const layer = subject.network.value?.layers.find((candidate) => candidate.name === hover.layer);
  const cluster = column?.clusters[hover.cluster];
  const maps = cluster ? `, ${cluster.channels.length} ${cluster.channels.length === 1 ? "map" : "maps"}` : "";
  return {
    title: hover.layer,
    plain: [`Cluster ${hover.cluster + 1} of ${column?.clusters.length ?? 1}${maps}`, valueWords(hover, cluster)],
    quiet: [
      ...fieldWords(hover),
      `${componentWords(column, cluster)}${layer && layer.output !== layer.name ? ` after ${layer.output}` : ""}`,
      ...explainedWords(cluster),
    ],
  };
}

function componentWords(column: ClusteredLayer | null | undefined, cluster: Cluster | undefined): string {
  if (cluster?.difference) return "Masked less original, by the original’s component of the maps";
  return column?.groups === "original" ? "The maps by the original’s first component" : "First component of the maps";
}

function explainedWords(cluster: Cluster | undefined): string[] {
  const share = cluster?.explained_variance ?? null;
  return share !== null && explainsLittle(share)
    ? [`Explains only ${percent(share)} of them: open it to see the rest`]
    : [];
}

/** The value there; a difference has its sign. */
function valueWords(hover: StructureHover, cluster: Cluster | undefined): string {
  const words = pixelText(hover, hover.value);
  return cluster?.difference && hover.value > 0 ? words.replace(": ", ": +") : words;
}

function fieldWords({ region, previous, inputRegion }: StructureHover): string[] {
  if (!region) return previous ? [`Does not read ${previous}`] : [];
  const ofInput = previous && inputRegion ? `, ${sizeText(inputRegion)} of the input` : "";
  return [`From ${sizeText(region)} of ${previous ?? "the input"}${ofInput}`];
}

function sizeText(region: Region): string {
  return `${region.bottom - region.top + 1} × ${region.right - region.left + 1}`;
}
