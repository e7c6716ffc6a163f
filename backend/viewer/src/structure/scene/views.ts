import { SCENES } from "../../geometry/scenes.ts";
import { barsLeft, columnWidth, columnX, gridOf } from "../../geometry/structureLayout.ts";
import { type Direction, type Framing, frame, type Lens, type Rectangle } from "../../scene/framing.ts";
import { captionScale, headerHeight, NAME_REACH, TEXT_SIZE } from "./captions.ts";

const S = SCENES.structure;
/** Captions below this many CSS pixels an em are not comfortable to read. */
const READABLE = 12;
/** Room for the tools above columns that fill the height, as a share of it. */
const UNDER_TOOLS = 0.06;
/** How much further away home may be than it must, to show one more column. */
const HARDLY_FURTHER = 1.02;
/** The same on a canvas so small that captions cannot be read anyway: captions below so many pixels an em. */
const LITTLE_FURTHER = 1.15;
const ILLEGIBLE = 8;

/** A host may lay its tools over the top of the scene, where only names of columns stand. */
const MARGINS = { across: 0.05, along: 0.07 };

export const FRONT: Direction = { azimuth: 0, elevation: 0 };
/** Rows of panels up to which home is from the side. */
const FEW_ROWS = 4;

/**
 * From where home looks: from a little to the left, so that what comes first is near, and what comes later recedes. At
 * columns of many rows from less far aside, because they are small already.
 */
export function homeDirection(clusters: number): Direction {
  return gridOf(clusters).rows <= FEW_ROWS ? { azimuth: -0.42, elevation: 0.07 } : { azimuth: -0.16, elevation: 0.02 };
}

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
  return { left: -S.input_side / 2, right: barsLeft(extent.columns, filesOf(extent)) + right, bottom, top };
}

/** The columns' panels alone. */
export function columnsRectangle({ columns, clusters }: Extent): Rectangle {
  const { rows, files } = gridOf(clusters);
  const half = (rows * S.panel_side + (rows - 1) * S.panel_gap) / 2;
  const [left, right] = [S.input_side / 2 + S.column_gap, barsLeft(columns, files) - S.column_gap];
  return { left, right, bottom: S.eye_height - half, top: S.eye_height + half };
}

/** The view that shows everything. */
export function wholeView(extent: Extent, lens: Lens): Framing {
  return frame(wholeRectangle(extent), FRONT, lens, MARGINS);
}

/** The view to begin with: the input and as many columns as can be read, at least two where they are narrow. */
export function homeView(extent: Extent, lens: Lens, canvasHeight: number): Framing {
  const files = filesOf(extent);
  const least = Math.min(files > 1 ? 1 : 2, extent.columns);
  const rights = [barsLeft(extent.columns, files) + CLASS_REACH];
  for (let count = extent.columns; count >= 1 && count >= least; count--) {
    rights.push(columnX(count - 1, files) + columnWidth(files) / 2 + 0.08);
  }
  const direction = homeDirection(extent.clusters);
  const { bottom, top } = heights(extent.clusters, 10);
  const few = gridOf(extent.clusters).rows <= FEW_ROWS;
  const height = { bottom, top: few ? top : top + UNDER_TOOLS * (top - bottom) };
  const views = rights.map((right) => frame({ left: -S.input_side / 2, right, ...height }, direction, lens, MARGINS));
  const nearest = views[views.length - 1] ?? wholeView(extent, lens);
  const caption = ({ distance }: Framing) => emPixels(distance, lens, canvasHeight) * captionScale(extent.clusters);
  const further = caption(nearest) < ILLEGIBLE ? LITTLE_FURTHER : HARDLY_FURTHER;
  const suits = (view: Framing) => view.distance <= nearest.distance * further || caption(view) >= READABLE;
  return views.find(suits) ?? nearest;
}

/** The view of a column, names above included, between its neighbours where these are narrow. */
export function columnView(position: number, extent: Extent, direction: Direction, lens: Lens): Framing {
  const files = filesOf(extent);
  const x = columnX(position, files);
  const half = files > 1 ? columnWidth(files) / 2 + S.panel_gap : columnX(1) - columnX(0) + S.panel_side / 2;
  return frame({ left: x - half, right: x + half, ...heights(extent.clusters, 0) }, direction, lens, MARGINS);
}

function filesOf(extent: Extent): number {
  return gridOf(extent.clusters).files;
}

/** Size in CSS pixels of an em of most text at a distance in metres. */
export function emPixels(distance: number, lens: Lens, canvasHeight: number): number {
  return (TEXT_SIZE * canvasHeight) / (2 * Math.tan(lens.fieldOfView / 2) * distance);
}

function heights(clusters: number, classes: number): { bottom: number; top: number } {
  const { rows } = gridOf(clusters);
  const column = rows * S.panel_side + (rows - 1) * S.panel_gap;
  const tall = Math.max(column / 2, S.input_side / 2, (classes * S.class_row_height) / 2);
  return {
    bottom: S.eye_height - tall,
    top: S.eye_height + Math.max(tall + 0.12, column / 2 + headerHeight(clusters)),
  };
}
