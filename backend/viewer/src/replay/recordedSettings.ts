import { type Filters, NO_FILTERS } from "../pool/display/filters.ts";
import { PER_LABEL } from "../pool/settings/settings.ts";
import { parseWindows } from "../pool/settings/windows.ts";
import type { Window } from "../protocol/messages.ts";
import { FILLS } from "../state/fill.ts";
import type { LayerChoice } from "../structure/layers/layerChoice.ts";
import { OVERVIEW_LEVELS, type OverviewLevel } from "../structure/overview/cells.ts";

type Told = ReadonlyMap<string, string>;

/** Which layers had a column. */
export function layersIn(settings: Told): LayerChoice {
  const text = settings.get("layers") ?? "default";
  if (text === "default") return null;
  return text === "all" || text === "convolutions" ? text : text.split(",");
}

/** Of all layers at once: how finely they were shown, and which section alone. */
export function overviewIn(settings: Told): { level: OverviewLevel | null; section: string | null } {
  const section = settings.get("overview_section") ?? "all";
  return {
    level: OVERVIEW_LEVELS.find((level) => level === settings.get("overview_level")) ?? null,
    section: section === "all" ? null : section,
  };
}

/** Which images of the pool stood out. */
export function poolFiltersIn(filters: Told): Filters {
  const answer = filters.get("answer");
  return {
    label: numberIn(filters, "label"),
    vertex: numberIn(filters, "vertex"),
    window: numberIn(filters, "window"),
    fill: FILLS.find((fill) => fill === filters.get("fill")) ?? null,
    answer: answer === "kept" || answer === "changed" ? answer : null,
    supportVectors: filters.get("support_vectors") === "true",
    outside: numberIn(filters, "outside") ?? NO_FILTERS.outside,
  };
}

/** What a pool is asked for with. */
export interface PoolSettings {
  windows: Window[] | null;
  refine: boolean;
  label: number | null;
  perLabel: number;
}

/** With what the pool was asked for. */
export function poolSettingsIn(settings: Told): PoolSettings {
  return {
    windows: parseWindows(settings.get("windows") ?? "") ?? null,
    refine: settings.get("refine") === "true",
    label: numberIn(settings, "label_examined"),
    perLabel: numberIn(settings, "images_per_label") ?? PER_LABEL,
  };
}

/** A number; null for what is none, such as `any` or `usual`. */
function numberIn(told: Told, name: string): number | null {
  const text = told.get(name);
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}
