import type { Region } from "../../geometry/receptiveField.ts";
import type { Cluster, ClusteredLayer } from "../../protocol/messages.ts";
import { percent } from "../../ui/words.ts";
import { pixelText } from "../pictures/mapPicture.ts";
import { explainsLittle } from "../scene/drawnTensor.ts";
import type { StructureHover } from "../scene/events.ts";
import { offText } from "../scene/switchedOff.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** What is said of a pixel: a title, what is told plainly, and what is said quietly. */
export interface HoverWords {
  readonly title: string;
  readonly plain: readonly string[];
  readonly quiet: readonly string[];
}

/** What the pixel that is looked at is: layer, cluster, place and value, what it is computed from, and of which tensor. Subscribes. */
export function hoverWords({ ablation, answers, subject }: StructureSession, hover: StructureHover): HoverWords {
  const column = answers.columns.value[hover.position];
  const layer = subject.network.value?.layers.find((candidate) => candidate.name === hover.layer);
  const cluster = column?.clusters[hover.cluster];
  const changed = ablation.any.value ? "Changed" : "Masked";
  const maps = cluster ? `, ${cluster.channels.length} ${cluster.channels.length === 1 ? "map" : "maps"}` : "";
  return {
    title: layer?.title || hover.layer,
    plain: [
      `Cluster ${hover.cluster + 1} of ${column?.clusters.length ?? 1}${maps}`,
      ...switchedWords(cluster ? ablation.countOff(hover.layer, cluster.channels) : 0, cluster),
      valueWords(hover, cluster),
    ],
    quiet: [
      ...(layer?.title ? [`${hover.layer}, ${layer.height} × ${layer.width}`] : []),
      ...fieldWords(hover),
      `${componentWords(changed, column, cluster)}${layer && layer.output !== layer.name ? ` after ${layer.output}` : ""}`,
      ...explainedWords(cluster),
    ],
  };
}

function switchedWords(off: number, cluster: Cluster | undefined): string[] {
  const words = offText(off, cluster?.channels.length ?? 0);
  return words === "" ? [] : [`Switched ${words}`];
}

function componentWords(
  changed: string,
  column: ClusteredLayer | null | undefined,
  cluster: Cluster | undefined,
): string {
  if (cluster?.difference) return `${changed} less original, by the original’s component of the maps`;
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
