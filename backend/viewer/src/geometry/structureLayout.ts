import { SCENES } from "./scenes.ts";

const S = SCENES.structure;
const PITCH = S.panel_side + S.column_gap;
const STEP = S.panel_side + S.panel_gap;

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

/** x of the centre of the column at `position`. */
export function columnX(position: number): number {
  return S.input_side / 2 + S.column_gap + S.panel_side / 2 + position * PITCH;
}

/** y of the centre of panel `index` of `clusters`; 0 is the top one. */
export function panelY(index: number, clusters: number): number {
  return S.eye_height + ((clusters - 1) / 2 - index) * STEP;
}

/** Centre of the panel of cluster `index` of `clusters` in the column at `position`. */
export function panelCentre(position: number, index: number, clusters: number): Point {
  return { x: columnX(position), y: panelY(index, clusters) };
}

/** x where the class bars begin, behind `columns` columns. */
export function barsLeft(columns: number): number {
  return S.input_side / 2 + S.column_gap + columns * PITCH;
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

/** The column whose panels hold x, of `columns`; null between them and outside. */
export function columnAt(x: number, columns: number): number | null {
  const position = nearest((x - columnX(0)) / PITCH);
  return position >= 0 && position < columns && Math.abs(x - columnX(position)) <= S.panel_side / 2 ? position : null;
}

/** The panel of a column of `clusters` that holds y; null in the gaps and outside. */
export function panelAt(y: number, clusters: number): number | null {
  const index = nearest((clusters - 1) / 2 - (y - S.eye_height) / STEP);
  return index >= 0 && index < clusters && Math.abs(y - panelY(index, clusters)) <= S.panel_side / 2 ? index : null;
}

/** The bar of `m` whose row holds the point; null outside. A row is as wide as `reach` metres. */
export function barAt(point: Point, columns: number, m: number, reach: number): number | null {
  const left = barsLeft(columns);
  if (point.x < left || point.x > left + reach) return null;
  const k = nearest((m - 1) / 2 - (point.y - S.eye_height) / S.class_row_height);
  return k >= 0 && k < m ? k : null;
}
