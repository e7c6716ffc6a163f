import type { Region } from "../../geometry/receptiveField.ts";
import { pixelText } from "../pictures/mapPicture.ts";
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
    plain: [`Cluster ${hover.cluster + 1} of ${column?.clusters.length ?? 1}${maps}`, pixelText(hover, hover.value)],
    quiet: [
      ...fieldWords(hover),
      `First component of the maps${layer && layer.output !== layer.name ? ` after ${layer.output}` : ""}`,
    ],
  };
}

function fieldWords({ region, previous, inputRegion }: StructureHover): string[] {
  if (!region) return previous ? [`Does not read ${previous}`] : [];
  const ofInput = previous && inputRegion ? `, ${sizeText(inputRegion)} of the input` : "";
  return [`From ${sizeText(region)} of ${previous ?? "the input"}${ofInput}`];
}

function sizeText(region: Region): string {
  return `${region.bottom - region.top + 1} × ${region.right - region.left + 1}`;
}
