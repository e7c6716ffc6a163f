import { pixelRegion, type Region, receptiveField } from "../../geometry/receptiveField.ts";
import type { Layer, NetworkDescription } from "../../protocol/messages.ts";
import type { Point } from "../masks/mask.ts";

/** The part of the input that a pixel of a layer's maps is computed from; null where none is pointed at. */
export function inputField(network: NetworkDescription | null, layer: Layer, at: Point | null): Region | null {
  if (!at || !network) return null;
  return receptiveField(network.stages, layer.stage, pixelRegion(at.row, at.column))[0] ?? null;
}

/** How much that is. */
export function computedFrom({ top, bottom, left, right }: Region): string {
  return `Computed from ${bottom - top + 1} × ${right - left + 1} pixels of the input`;
}
