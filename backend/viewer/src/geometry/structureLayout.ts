import { SCENES } from "./scenes.ts";

const S = SCENES.structure;
const STEP = S.panel_side + S.panel_gap;

/** Panels below each other, at most: a column of more has several files of them side by side. */
export const MAX_ROWS = 8;

/** A point in the plane z = 0 of scene 1, in metres; y points up. */
export interface Point {
  x: number;
  y: number;
}

/** A pixel of a map, counted from its top left. */
export interface Pixel {
  row: number;
  column: number;
}

/** Rows and columns of a map or an image. */
export interface MapSize {
  height: number;
  width: number;
}

/** Centre of the input image. */
export const INPUT_CENTRE: Point = { x: 0, y: S.eye_height };

/** How the panels of a column stand: each file is filled from the top before the next one to the right. */
export interface Grid {
  rows: number;
  files: number;
}

/** The grid of a column of so many clusters. */
export function gridOf(clusters: number): Grid {
  const files = Math.max(1, Math.ceil(clusters / MAX_ROWS));
  return { rows: Math.ceil(clusters / files), files };
}

/** Width in metres of a column of so many files. */
export function columnWidth(files = 1): number {
  return files * STEP - S.panel_gap;
}

/** From the centre of one column to the next; all have room for as many files as the widest has. */
export function columnPitch(files = 1): number {
  return columnWidth(files) + S.column_gap;
}

/** x of the centre of the column at `position`, where the widest column has so many files. */
export function columnX(position: number, files = 1): number {
  return S.input_side / 2 + S.column_gap + columnWidth(files) / 2 + position * columnPitch(files);
}

/** y of the centre of panel `index` of `clusters`; 0 is the top one. */
export function panelY(index: number, clusters: number): number {
  const { rows } = gridOf(clusters);
  return S.eye_height + ((rows - 1) / 2 - (index % rows)) * STEP;
}

/** x of the left edge of the panels of the column at `position`: narrower columns stand at the left of their room. */
export function columnLeft(position: number, files = 1): number {
  return columnX(position, files) - columnWidth(files) / 2;
}

/** Centre of the panel of cluster `index` of `clusters` in the column at `position`; see `columnX` for `files`. */
export function panelCentre(position: number, index: number, clusters: number, files = 1): Point {
  const file = Math.floor(index / gridOf(clusters).rows);
  return { x: columnLeft(position, files) + S.panel_side / 2 + file * STEP, y: panelY(index, clusters) };
}

/** x where the class bars begin, behind `columns` columns. */
export function barsLeft(columns: number, files = 1): number {
  return S.input_side / 2 + S.column_gap + columns * columnPitch(files);
}

/** y of the centre of bar `k` of `m`, most probable first. */
export function barY(k: number, m: number): number {
  return S.eye_height + ((m - 1) / 2 - k) * S.class_row_height;
}

/** Width and height in metres of a map that fills a square of `side` by its longer side. */
export function mapExtent(size: MapSize, side: number): MapSize {
  const longer = Math.max(size.height, size.width);
  return { height: (size.height / longer) * side, width: (size.width / longer) * side };
}

/** Where the centre of a map's pixel stands, the map being drawn around `centre` in a square of `side`. */
export function pixelPoint(pixel: Pixel, size: MapSize, centre: Point, side: number): Point {
  const extent = mapExtent(size, side);
  return {
    x: centre.x + ((pixel.column + 0.5) / size.width - 0.5) * extent.width,
    y: centre.y - ((pixel.row + 0.5) / size.height - 0.5) * extent.height,
  };
}

/** The pixel at a point; null outside the map. The inverse of `pixelPoint`. */
export function pixelAt(point: Point, size: MapSize, centre: Point, side: number): Pixel | null {
  const { row, column } = nearestPixel(point, size, centre, side);
  return row >= 0 && row < size.height && column >= 0 && column < size.width ? { row, column } : null;
}

/** The pixel at a point of the map's plane, which may lie outside the map: row -1 is just above it. */
export function nearestPixel(point: Point, size: MapSize, centre: Point, side: number): Pixel {
  const extent = mapExtent(size, side);
  return {
    row: Math.floor((0.5 - (point.y - centre.y) / extent.height) * size.height),
    column: Math.floor((0.5 + (point.x - centre.x) / extent.width) * size.width),
  };
}

/** Rounded to a whole number that is never -0, which would show in texts. */
function nearest(place: number): number {
  return Math.round(place) + 0;
}

/** The column whose panels may hold x, of `columns`; null between them and outside. */
export function columnAt(x: number, columns: number, files = 1): number | null {
  const position = nearest((x - columnX(0, files)) / columnPitch(files));
  const held = Math.abs(x - columnX(position, files)) <= columnWidth(files) / 2;
  return position >= 0 && position < columns && held ? position : null;
}

/** The panel of the column at `position`, of `clusters`, that holds a point; null in the gaps and outside. */
export function panelAt(point: Point, position: number, clusters: number, files = 1): number | null {
  const { rows, files: own } = gridOf(clusters);
  const row = nearest((rows - 1) / 2 - (point.y - S.eye_height) / STEP);
  const file = nearest((point.x - columnLeft(position, files) - S.panel_side / 2) / STEP);
  const index = file * rows + row;
  if (row < 0 || row >= rows || file < 0 || file >= own || index >= clusters) return null;
  const centre = panelCentre(position, index, clusters, files);
  const held = Math.max(Math.abs(point.x - centre.x), Math.abs(point.y - centre.y)) <= S.panel_side / 2;
  return held ? index : null;
}

/** The bar of `m` whose row holds the point; null outside. A row is as wide as `reach` metres. */
export function barAt(point: Point, columns: number, m: number, reach: number, files = 1): number | null {
  const left = barsLeft(columns, files);
  if (point.x < left || point.x > left + reach) return null;
  const k = nearest((m - 1) / 2 - (point.y - S.eye_height) / S.class_row_height);
  return k >= 0 && k < m ? k : null;
}
