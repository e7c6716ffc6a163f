import { SCENES } from "../../geometry/scenes.ts";
import {
  barAt,
  columnAt,
  INPUT_CENTRE,
  type MapSize,
  nearestPixel,
  type Pixel,
  type Point,
  panelAt,
  panelCentre,
  pixelAt,
} from "../../geometry/structureLayout.ts";

const S = SCENES.structure;

/** What stands at a point of the plane. `pixel` is null beside a map that does not fill its panel. */
export type Target =
  | { kind: "panel"; position: number; cluster: number; pixel: Pixel | null }
  | { kind: "input"; pixel: Pixel }
  | { kind: "class"; k: number };

/** What a scene shows, as far as pointing at it goes. */
export interface Shown {
  input: MapSize;
  columns: readonly { clusters: number; size: MapSize }[];
  /** Files of the widest column. */
  files: number;
  classes: number;
  /** Width in metres of a class's row. */
  reach: number;
}

/** What is at a point of the plane, by arithmetic alone; null for nothing. */
export function pick(point: Point, shown: Shown): Target | null {
  const onInput = pixelAt(point, shown.input, INPUT_CENTRE, S.input_side);
  if (onInput) return { kind: "input", pixel: onInput };
  const position = columnAt(point.x, shown.columns.length, shown.files);
  const column = position === null ? undefined : shown.columns[position];
  if (position !== null && column) {
    const cluster = panelAt(point, position, column.clusters, shown.files);
    if (cluster === null) return null;
    const centre = panelCentre(position, cluster, column.clusters, shown.files);
    const pixel = pixelAt(point, column.size, centre, S.panel_side);
    return { kind: "panel", position, cluster, pixel };
  }
  const k = barAt(point, shown.columns.length, shown.classes, shown.reach, shown.files);
  return k === null ? null : { kind: "class", k };
}

/** The input's pixel nearest to a point of the plane. */
export function inputPixel(point: Point, input: MapSize): Pixel {
  const { row, column } = nearestPixel(point, input, INPUT_CENTRE, S.input_side);
  return {
    row: Math.min(Math.max(row, 0), input.height - 1),
    column: Math.min(Math.max(column, 0), input.width - 1),
  };
}
