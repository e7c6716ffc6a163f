import { SCENES } from "../../geometry/scenes.ts";
import {
  barsLeft,
  barY,
  columnX,
  INPUT_CENTRE,
  type MapSize,
  mapExtent,
  panelCentre,
} from "../../geometry/structureLayout.ts";
import type { ClassScore, Cluster, Layer } from "../../protocol/messages.ts";
import type { TextLine } from "../../scene/textLine.ts";

const S = SCENES.structure;

/** Size of most text, in metres. */
export const TEXT_SIZE = 0.046;
/** Width in metres that a class's row takes with its name, beside the bar's full length. */
export const NAME_REACH = 0.9;

/** The lines above a panel: how many maps, their mean entropy, and the share of variance that the picture explains. */
export function panelCaption(position: number, cluster: Cluster, clusters: number): TextLine[] {
  const { x, y } = panelCentre(position, cluster.index, clusters);
  const left = x - S.panel_side / 2;
  const top = y + S.panel_side / 2;
  const { length } = cluster.channels;
  const common = { x: left, size: TEXT_SIZE, most: S.panel_side + 0.1 } as const;
  return [
    { ...common, text: length === 1 ? "1 map" : `${length} maps`, y: top + 0.094, weight: 600, colour: "text" },
    {
      ...common,
      text: `entropy ${cluster.mean_entropy.toFixed(2)} · ${explained(cluster.explained_variance)}`,
      y: top + 0.041,
      weight: 400,
      colour: "muted",
      size: TEXT_SIZE * 0.86,
    },
  ];
}

function explained(share: number | null): string {
  return share === null ? "constant" : `${percentage(share)} explained`;
}

/** A share as a person reads it; small ones are not called nothing. */
export function percentage(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.1) return "<0.1 %";
  if (percent < 9.95) return `${percent.toFixed(1)} %`;
  return `${Math.round(percent)} %`;
}

/** The lines above a column: the layer's name, its size, and which output is shown where that has another name. */
export function columnHeader(position: number, layer: Layer, clusters: number): TextLine[] {
  const x = columnX(position) - S.panel_side / 2;
  const top = panelCentre(position, 0, clusters).y + S.panel_side / 2 + S.panel_gap;
  const common = { x, most: S.panel_side + S.column_gap - 0.04 } as const;
  const size = `${layer.height} × ${layer.width} × ${layer.channels}`;
  const after = layer.output === layer.name ? "" : ` · after ${layer.output}`;
  return [
    { ...common, text: layer.name, y: top + 0.11, size: TEXT_SIZE * 1.13, weight: 600, colour: "text" },
    { ...common, text: size + after, y: top + 0.05, size: TEXT_SIZE * 0.86, weight: 400, colour: "muted" },
  ];
}

/** The lines above the input. */
export function inputCaption(size: MapSize): TextLine[] {
  const extent = mapExtent(size, S.input_side);
  const x = INPUT_CENTRE.x - extent.width / 2;
  const top = INPUT_CENTRE.y + extent.height / 2;
  return [
    { text: "input", x, y: top + 0.1, size: TEXT_SIZE * 1.13, weight: 600, colour: "text" },
    {
      text: `${size.height} × ${size.width} × 3`,
      x,
      y: top + 0.04,
      size: TEXT_SIZE * 0.86,
      weight: 400,
      colour: "muted",
    },
  ];
}

/** Names and percentages behind the bars. */
export function classNames(columns: number, classes: readonly ClassScore[]): TextLine[] {
  const left = barsLeft(columns);
  const lines: TextLine[] = classes.flatMap(({ label, probability }, k) => {
    const y = barY(k, classes.length) - TEXT_SIZE * 0.36;
    const end = left + S.class_bar_length * probability + 0.035;
    return [
      { text: percentage(probability), x: end, y, size: TEXT_SIZE, weight: 600, colour: "text" },
      { text: label.name, x: end + 0.16, y, size: TEXT_SIZE, weight: 400, colour: "text", most: NAME_REACH - 0.2 },
    ];
  });
  if (classes.length > 0) {
    const y = barY(0, classes.length) + S.class_row_height / 2 + 0.05;
    lines.push({ text: "most probable classes", x: left, y, size: TEXT_SIZE * 1.13, weight: 600, colour: "text" });
  }
  return lines;
}
