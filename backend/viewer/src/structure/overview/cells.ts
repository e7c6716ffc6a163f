import type { Layer } from "../../protocol/messages.ts";

/** How finely a network is shown: by its sections (stem, stages, head), by their blocks, or layer by layer. */
export type OverviewLevel = "sections" | "blocks" | "layers";

/** From coarse to fine. */
export const OVERVIEW_LEVELS: readonly OverviewLevel[] = ["sections", "blocks", "layers"];

/** Layers that stand for one thing in the overview, of which the last, what it gives out, is shown. */
export interface Cell {
  readonly title: string;
  /** What a layer within a block does there; empty for what a block gives out. */
  readonly detail: string;
  readonly section: string;
  /** The layer shown, and its place among the columns. */
  readonly layer: Layer;
  readonly position: number;
  /** How many columns it stands for. */
  readonly layers: number;
}

/** The cells of a network's columns at a level; of one section, where one is given. */
export function cellsAt(layers: readonly Layer[], level: OverviewLevel, section: string | null = null): Cell[] {
  const cells: Cell[] = [];
  let before: Layer | null = null;
  layers.forEach((layer, position) => {
    if (section === null || layer.section === section) {
      const last = cells[cells.length - 1];
      const goesOn = last && before && isOne(before, layer, level);
      const number = goesOn ? last.layers + 1 : 1;
      const cell = { ...titleOf(layer, level, number), section: layer.section, layer, position, layers: number };
      if (goesOn) cells[cells.length - 1] = cell;
      else cells.push(cell);
    }
    before = layer;
  });
  return cells;
}

/** The levels that differ for these columns, from coarse to fine. */
export function levelsOf(layers: readonly Layer[]): OverviewLevel[] {
  const counts = OVERVIEW_LEVELS.map((level) => cellsAt(layers, level).length);
  return OVERVIEW_LEVELS.filter((level, place) => level === "layers" || counts[place] !== counts[place + 1]).filter(
    (level) => level === "layers" || cellsAt(layers, level).length > 1,
  );
}

/** Whether two layers that follow each other are one thing. */
function isOne(a: Layer, b: Layer, level: OverviewLevel): boolean {
  if (level === "layers" || a.section === "" || a.section !== b.section) return false;
  return level === "sections" || a.block === b.block;
}

function titleOf(layer: Layer, level: OverviewLevel, layers: number): Pick<Cell, "title" | "detail"> {
  if (layer.title === "") return { title: layer.name, detail: "" };
  if (level === "sections" && layers > 1) return { title: layer.section, detail: "" };
  // "Stage 2, block 1, depthwise 3 × 3 convolution": where it is, and what it does there.
  const parts = layer.title.split(", ");
  const place = layer.block === null ? 1 : 2;
  const detail = level === "layers" || layers === 1 ? parts.slice(place).join(", ") : "";
  return { title: parts.slice(0, place).join(", "), detail };
}
