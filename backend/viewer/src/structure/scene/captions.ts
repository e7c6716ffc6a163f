import { SCENES } from "../../geometry/scenes.ts";
import {
  barY,
  columnLeft,
  columnPitch,
  gridOf,
  INPUT_CENTRE,
  type MapSize,
  mapExtent,
  panelCentre,
  panelY,
} from "../../geometry/structureLayout.ts";
import type { ClassScore, Cluster, ClusteredLayer, Layer } from "../../protocol/messages.ts";
import type { TextLine } from "../../scene/textLine.ts";
import { type Criterion, criterionName, scoreText } from "./criterion.ts";
import type { ClusterInfluence } from "./influence.ts";
import { offText } from "./switchedOff.ts";

const S = SCENES.structure;

/** Size of most text, in metres. */
export const TEXT_SIZE = 0.046;
/** Width in metres that a class's row takes with its name, beside the bar's full length. */
export const NAME_REACH = 0.9;

/** Rows of panels up to which captions have their usual size and two lines. */
const USUAL_ROWS = 4;
/** Rows from which on a caption's numbers stand without their names. */
const CRAMPED_ROWS = 7;
/** Letters up to which a criterion's name leaves room for another number beside its own. */
const SHORT_NAME = 9;

/**
 * How large captions are for columns of so many clusters, where usual ones are 1: a view of the whole column is from
 * further away, and they are to be read all the same.
 */
export function captionScale(clusters: number): number {
  const { rows } = gridOf(clusters);
  return rows <= USUAL_ROWS ? 1 : (1.1 * rows) / USUAL_ROWS;
}

/** Room above the panels for the columns' names, in metres. */
export function headerHeight(clusters: number): number {
  return S.panel_gap + 0.25 * headerScale(clusters);
}

function headerScale(clusters: number): number {
  return Math.min(captionScale(clusters), 2);
}

/**
 * The lines above a column's panels: how many maps, their mean score by the criterion, and the share of variance that the
 * picture explains. `tallest` is the scene's largest number of clusters: where columns are tall there is room for one line.
 */
export function panelCaptions(
  position: number,
  { clusters, criterion }: Pick<ClusteredLayer, "clusters" | "criterion">,
  tallest = clusters.length,
  { off, influence }: MoreToSay = NOTHING_MORE,
): TextLine[] {
  return clusters.flatMap((cluster) => {
    const lines = panelCaption(position, cluster, clusters.length, tallest, criterion);
    const [line, ...others] = lines;
    return line ? [withMore(line, cluster, tallest, { off, influence }), ...others] : [];
  });
}

/** What else a caption tells of a cluster: how many of its maps are switched off, and what was measured of it. */
interface MoreToSay {
  off: (cluster: number) => number;
  influence: (cluster: number) => ClusterInfluence | null;
}

const NOTHING_MORE: MoreToSay = { off: () => 0, influence: () => null };

/** The first of a caption's lines: what is off before all else, else what the answer owes to it where there is room. */
function withMore(line: TextLine, { index, channels }: Cluster, tallest: number, more: MoreToSay): TextLine {
  const words = offText(more.off(index), channels.length);
  if (words !== "") return { ...line, text: `${words} · ${line.text}`, colour: "accent" };
  const measured = more.influence(index);
  if (!measured || gridOf(tallest).rows > USUAL_ROWS) return line;
  if (measured.most) return { ...line, text: `${measured.words}, the most`, colour: "accent" };
  return { ...line, text: `${line.text} · ${measured.words}` };
}

function panelCaption(
  position: number,
  cluster: Cluster,
  clusters: number,
  tallest: number,
  criterion: Criterion,
): TextLine[] {
  const { rows, files } = gridOf(tallest);
  const { x, y } = panelCentre(position, cluster.index, clusters, files);
  const left = x - S.panel_side / 2;
  const top = y + S.panel_side / 2;
  const { length } = cluster.channels;
  const maps = length === 1 ? "1 map" : `${length} maps`;
  const name = criterionName(criterion);
  const score = scoreText(criterion, cluster.mean_score);
  if (rows > USUAL_ROWS) {
    const named = rows < CRAMPED_ROWS && name.length <= SHORT_NAME ? `${name} ` : "";
    const text = `${maps} ${files === 1 ? `· ${named}` : ""}${score}`;
    const most = S.panel_side + (files > 1 ? S.panel_gap : S.column_gap) - 0.02;
    return [
      { text, x: left, y: top + 0.045, size: TEXT_SIZE * captionScale(tallest), weight: 500, colour: "text", most },
    ];
  }
  const common = { x: left, size: TEXT_SIZE, most: S.panel_side + 0.1 } as const;
  const share = explained(cluster.explained_variance);
  const long = name.length > SHORT_NAME;
  return [
    { ...common, text: long ? `${maps} · ${share}` : maps, y: top + 0.094, weight: 600, colour: "text" },
    {
      ...common,
      text: long ? `${name} ${score}` : `${name} ${score} · ${share}`,
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
  if (percent > 0 && percent < 0.1) return "<0.1%";
  if (percent < 9.95) return `${percent.toFixed(1)}%`;
  return `${Math.round(percent)}%`;
}

/**
 * The lines above a column: the layer's title, below it its name in the network, and its size with the output that is shown
 * where that has another name. A layer without a title has its name in the first place.
 */
export function columnHeader(position: number, layer: Layer, clusters: number): TextLine[] {
  const { files } = gridOf(clusters);
  const scale = headerScale(clusters);
  const x = columnLeft(position, files);
  const top = panelY(0, clusters) + S.panel_side / 2 + S.panel_gap;
  const common = { x, most: columnPitch(files) - 0.04 } as const;
  const size =
    layer.kind === "dense"
      ? `${layer.height * layer.width} units, one pixel each`
      : `${layer.height} × ${layer.width} × ${layer.channels}`;
  const after = layer.output === layer.name || (scale > 1 && files === 1) ? "" : ` · after ${layer.output}`;
  const first = { ...common, size: TEXT_SIZE * 1.13 * scale, weight: 600, colour: "text" } as const;
  const small = { ...common, size: TEXT_SIZE * 0.86 * scale, weight: 400, colour: "muted" } as const;
  const last: TextLine = { ...small, text: size + after, y: top + 0.05 * scale };
  if (layer.title === "") return [{ ...first, text: layer.name, y: top + 0.11 * scale }, last];
  return [
    { ...first, text: layer.title, y: top + 0.16 * scale },
    { ...small, text: layer.name, y: top + 0.1 * scale },
    last,
  ];
}

/** The lines above the input. */
export function inputCaption(size: MapSize, clusters: number): TextLine[] {
  const scale = headerScale(clusters);
  const extent = mapExtent(size, S.input_side);
  const x = INPUT_CENTRE.x - extent.width / 2;
  const top = INPUT_CENTRE.y + extent.height / 2;
  return [
    { text: "input", x, y: top + 0.1 * scale, size: TEXT_SIZE * 1.13 * scale, weight: 600, colour: "text" },
    {
      // Maps are counted rows first and pictures columns first: where it matters the words say which is which.
      text:
        size.height === size.width
          ? `${size.height} × ${size.width} pixels`
          : `${size.height} rows × ${size.width} columns`,
      x,
      y: top + 0.04 * scale,
      size: TEXT_SIZE * 0.86 * scale,
      weight: 400,
      colour: "muted",
    },
  ];
}

/** Names and percentages behind the bars, which begin at x = `left`. */
export function classNames(left: number, classes: readonly ClassScore[]): TextLine[] {
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
