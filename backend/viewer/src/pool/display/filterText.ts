import { FILLS } from "../../state/fill.ts";
import { whole } from "../../state/viewAddress.ts";
import { type Filters, NO_FILTERS } from "./filters.ts";

/** Filters as the address has them, such as `label:285;kept;outside:0.2`; undefined where one is not understood. */
export function parseFilters(text: string): Filters | undefined {
  const found: Filters = { ...NO_FILTERS };
  for (const part of text.split(";")) {
    const [name, value = ""] = part.split(":");
    if (name === "kept" || name === "changed") found.answer = name;
    else if (name === "support") found.supportVectors = true;
    else if (name === "outside") found.outside = share(value, 1) ?? 1;
    else if (name === "label") found.label = whole(value, 0, 1e7) ?? null;
    else if (name === "vertex") found.vertex = whole(value, 0, 3) ?? null;
    else if (name === "window") found.window = whole(value, 0, 7) ?? null;
    else if (name === "fill") found.fill = FILLS.find((fill) => fill === value) ?? null;
    else return undefined;
  }
  return found;
}

/** The opposite of `parseFilters`; null where there is no filter. */
export function formatFilters(value: Filters): string | null {
  const parts = [
    value.label === null ? null : `label:${value.label}`,
    value.vertex === null ? null : `vertex:${value.vertex}`,
    value.answer,
    value.supportVectors ? "support" : null,
    value.outside < 1 ? `outside:${value.outside}` : null,
    value.window === null ? null : `window:${value.window}`,
    value.fill === null ? null : `fill:${value.fill}`,
  ].filter((part) => part !== null);
  return parts.length ? parts.join(";") : null;
}

/** A number 0..`most` of at most four decimals; undefined where the text is none. */
export function share(text: string, most: number): number | undefined {
  const value = /^\d(\.\d{1,4})?$/.test(text) ? Number(text) : -1;
  return value >= 0 && value <= most ? value : undefined;
}
