import { pixelRegion, type Region, receptiveField } from "../../geometry/receptiveField.ts";
import type { NetworkDescription } from "../../protocol/messages.ts";
import type { Columns, KnownColumns } from "./columns.ts";
import type { PanelPixel, StructureHover } from "./events.ts";
import { type Look, writeBox } from "./look.ts";

/** What a pixel of a panel is computed from, as far as it is shown. */
export function findHover(
  target: PanelPixel,
  by: StructureHover["by"],
  columns: KnownColumns,
  network: NetworkDescription,
): StructureHover | null {
  const position = columns.list.findIndex(({ name }) => name === target.layer);
  const column = columns.list[position];
  const layer = column?.layer;
  if (!column || !layer || target.cluster >= columns.clusters(column)) return null;
  const size = columns.size(column);
  const inside = target.row >= 0 && target.row < size.height && target.column >= 0 && target.column < size.width;
  if (!inside) return null;
  const before = columns.list[position - 1];
  const regions = receptiveField(network.stages, layer.stage, pixelRegion(target.row, target.column));
  const inputRegion = regions[0] ?? null;
  const region = before ? regionOf(before.layer?.stage, regions) : inputRegion;
  const value = columns.value(column, target.cluster, target);
  return { ...target, position, value, previous: before?.name ?? null, region, inputRegion, by };
}

function regionOf(stage: number | undefined, regions: readonly (Region | null)[]): Region | null {
  return stage === undefined ? null : (regions[stage] ?? null);
}

/** Tells the materials what to outline and darken; null takes the marks away. */
export function markField(
  look: Look,
  hover: StructureHover | null,
  columns: Columns,
  onInput: boolean,
  input: { height: number; width: number },
): void {
  look.fieldColumn.value = -1;
  look.inputField.value = 0;
  look.start.value.set(-1, -1, 0, 0);
  const column = hover && columns.list[hover.position];
  if (!hover || !column) return;
  look.start.value.set(hover.position, hover.cluster, 0, 0);
  writeBox(look.startBox.value, pixelRegion(hover.row, hover.column), columns.size(column));
  const before = columns.list[hover.position - 1];
  if (before && hover.region) {
    look.fieldColumn.value = hover.position - 1;
    writeBox(look.fieldBox.value, hover.region, columns.size(before));
  }
  if (hover.inputRegion && (onInput || !before)) markInput(look, hover.inputRegion, input);
}

/** Tells the input's material what to outline. */
export function markInput(look: Look, region: Region, input: { height: number; width: number }): void {
  look.inputField.value = 1;
  writeBox(look.inputBox.value, region, input);
}
