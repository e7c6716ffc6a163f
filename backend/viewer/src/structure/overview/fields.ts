import { pixelRegion, type Region, receptiveField } from "../../geometry/receptiveField.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** What is marked on the panels of a layer. */
export interface Marks {
  /** The cluster pointed at and the pixel of it; null where it is another layer's. */
  readonly pixel: { readonly cluster: number; readonly region: Region } | null;
  /** What the pixel pointed at reads of this layer; null for nothing. */
  readonly field: Region | null;
  /** Whether it is the column before that which is pointed at. */
  readonly isNext: boolean;
}

/**
 * What is marked on the panels of the column at a place, while something is pointed at: all that the pixel is computed
 * from stands in one picture here, back to the input. Subscribes.
 */
export function marksOf(
  session: StructureSession,
  fields: readonly (Region | null)[] | null,
  position: number,
): Marks | null {
  const hover = session.viewport.hovered.value;
  if (!hover || !fields || hover.position < position) return null;
  const layer = session.display.columnLayers.value[position];
  if (hover.position === position) {
    return {
      pixel: { cluster: hover.cluster, region: pixelRegion(hover.row, hover.column) },
      field: null,
      isNext: false,
    };
  }
  const field = layer ? (fields[layer.stage] ?? null) : null;
  return field && { pixel: null, field, isNext: hover.position === position + 1 };
}

/** The region of each stage that the pixel pointed at is computed from; null where none is pointed at. Subscribes. */
export function fieldsOf({ subject, viewport }: StructureSession): readonly (Region | null)[] | null {
  const hover = viewport.hovered.value;
  const network = subject.network.value;
  const layer = network?.layers.find(({ name }) => name === hover?.layer);
  if (!hover || !network || !layer) return null;
  return receptiveField(network.stages, layer.stage, pixelRegion(hover.row, hover.column));
}
