import { SCENES } from "../../geometry/scenes.ts";
import { barsLeft, columnX } from "../../geometry/structureLayout.ts";
import { type Direction, type Framing, frame, type Lens, type Rectangle } from "../../scene/framing.ts";
import { NAME_REACH, TEXT_SIZE } from "./captions.ts";

const S = SCENES.structure;
/** Room above the panels for the columns' names. */
const HEADER = S.panel_gap + 0.2;
/** More clusters than this are not framed at home: the panels would become too small. */
export const HOME_CLUSTERS = 4;
/** Up to as many clusters, home sees the names above the columns together with the input; taller columns keep their middle. */
const NAMED_CLUSTERS = 8;
/** Text below this many CSS pixels an em is not comfortable to read. */
const READABLE = 12;

/** A host may lay its tools over the top of the scene, where only names of columns stand. */
const MARGINS = { across: 0.05, along: 0.07 };

/** From a little to the left, so that what comes first is near, and what comes later recedes. */
export const HOME_DIRECTION: Direction = { azimuth: -0.42, elevation: 0.07 };
export const FRONT: Direction = { azimuth: 0, elevation: 0 };

/** What the scene holds, as far as framing it goes. */
export interface Extent {
  columns: number;
  /** The most panels of any column. */
  clusters: number;
  classes: number;
}

/** Width in metres of a class's row with its name. */
export const CLASS_REACH = S.class_bar_length + NAME_REACH;

/** Everything: input, columns, names and classes. */
export function wholeRectangle(extent: Extent): Rectangle {
  const { bottom, top } = heights(extent.clusters, extent.classes);
  const right = extent.classes > 0 || extent.columns === 0 ? CLASS_REACH : 0;
  return { left: -S.input_side / 2, right: barsLeft(extent.columns) + right, bottom, top };
}

/** The view that shows everything. */
export function wholeView(extent: Extent, lens: Lens): Framing {
  return frame(wholeRectangle(extent), FRONT, lens, MARGINS);
}

/** The view to begin with: the input and as many columns as can be read, at least two. */
export function homeView(extent: Extent, lens: Lens, canvasHeight: number): Framing {
  const heights_ = homeHeights(extent.clusters);
  const rights = [barsLeft(extent.columns) + CLASS_REACH];
  for (let count = extent.columns; count >= 1 && count >= Math.min(2, extent.columns); count--) {
    rights.push(columnX(count - 1) + S.panel_side / 2 + 0.08);
  }
  const views = rights.map((right) =>
    frame({ left: -S.input_side / 2, right, ...heights_ }, HOME_DIRECTION, lens, MARGINS),
  );
  const readable = views.find(({ distance }) => emPixels(distance, lens, canvasHeight) >= READABLE);
  return readable ?? views[views.length - 1] ?? wholeView(extent, lens);
}

/** The view of a column between its neighbours, names above included, or where a neighbour would stand. */
export function columnView(position: number, extent: Extent, direction: Direction, lens: Lens): Framing {
  const left = columnX(position - 1) - S.panel_side / 2;
  const right = columnX(position + 1) + S.panel_side / 2;
  return frame({ left, right, ...heights(Math.min(extent.clusters, HOME_CLUSTERS), 0) }, direction, lens, MARGINS);
}

/** Size in CSS pixels of an em of most text at a distance in metres. */
export function emPixels(distance: number, lens: Lens, canvasHeight: number): number {
  return (TEXT_SIZE * canvasHeight) / (2 * Math.tan(lens.fieldOfView / 2) * distance);
}

/** From the columns' names downwards, as far as the input is seen; of columns taller than that the lower end is not. */
function homeHeights(clusters: number): { bottom: number; top: number } {
  const middle = heights(Math.min(clusters, HOME_CLUSTERS), 10);
  if (clusters <= HOME_CLUSTERS || clusters > NAMED_CLUSTERS) return middle;
  const { top } = heights(clusters, 0);
  const below = S.eye_height - S.input_side / 2 - 0.05;
  return { bottom: Math.min(top - (middle.top - middle.bottom), below), top };
}

function heights(clusters: number, classes: number): { bottom: number; top: number } {
  const column = clusters * S.panel_side + (clusters - 1) * S.panel_gap;
  const tall = Math.max(column / 2, S.input_side / 2, (classes * S.class_row_height) / 2);
  return { bottom: S.eye_height - tall, top: S.eye_height + Math.max(tall + 0.12, column / 2 + HEADER) };
}
