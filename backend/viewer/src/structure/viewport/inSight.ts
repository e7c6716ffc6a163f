import type { ClusteredLayer } from "../../protocol/messages.ts";
import type { CanvasPoint } from "../../scene/plane.ts";
import type { Size } from "../masks/mask.ts";
import type { StructureHover } from "../scene/events.ts";
import type { Seen } from "./viewport.ts";

/** A picture smaller than this on the canvas, in CSS pixels, is in sight but shows no field. */
const LEGIBLE = 44;

/** Whether the input is seen whole among the columns, and large enough to show a field. */
export function inputInSight(seen: Seen, { height, width }: Size): boolean {
  return isSeen(
    seen,
    corners(height, width).map(({ row, column }) => seen.projectInput(row, column)),
  );
}

/** The cluster of `before`, the column before a hover's, whose panel is seen whole, and large enough; null where none is. */
export function previousInSight(seen: Seen, before: ClusteredLayer, hover: StructureHover): number | null {
  if (hover.previous === null) return null;
  const name = hover.previous;
  const found = before.clusters.find(({ index }) =>
    isSeen(
      seen,
      corners(before.height, before.width).map(({ row, column }) => seen.project(name, index, row, column)),
    ),
  );
  return found?.index ?? null;
}

function corners(height: number, width: number): { row: number; column: number }[] {
  return [0, height - 1].flatMap((row) => [0, width - 1].map((column) => ({ row, column })));
}

function isSeen({ element }: Seen, points: (CanvasPoint | null)[]): boolean {
  const { clientWidth: width, clientHeight: height } = element;
  const inside = points.filter((at) => at !== null && at.x >= 0 && at.y >= 0 && at.x <= width && at.y <= height);
  const [first, , , last] = points;
  if (inside.length < points.length || !first || !last) return false;
  return Math.abs(last.x - first.x) >= LEGIBLE && Math.abs(last.y - first.y) >= LEGIBLE;
}
