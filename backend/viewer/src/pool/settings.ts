import { computed, signal } from "@preact/signals";
import { filledPart } from "../fit/frame.ts";
import { cornersOf } from "../geometry/poolLayout.ts";
import type { Window } from "../protocol/messages.ts";
import { addressParameter } from "../state/address.ts";
import { image, network } from "../state/choice.ts";
import { FILLS, type Fill } from "../state/fill.ts";
import { fit } from "../state/fitting.ts";
import { type Filters, NO_FILTERS } from "./filters.ts";
import { formatFilters, parseFilters, share, whole } from "./filterText.ts";
import {
  defaultWindows,
  type FilledSides,
  formatWindows,
  parseWindows,
  poolCount,
  selectedPerLabel,
  windowsProblem,
} from "./windows.ts";

/** The protocol's default, and the most that can be asked for. */
export const PER_LABEL = 25;
export const MOST_PER_LABEL = 1024;

/** Windows wanted; null for the server's default. */
export const windows = signal<Window[] | null>(null);
export const fill = signal<Fill>("black");
/** Whether the smallest window is laid only where the larger ones found something. */
export const refine = signal(false);
/** Index of the label to examine; null for the one most probable for the whole image. */
export const label = signal<number | null>(null);
/** Images wanted for each of the labels at the corners. */
export const perLabel = signal(PER_LABEL);

/** Whether images that represent no label are in the scene too. */
export const showAll = signal(false);
export const filters = signal<Filters>(NO_FILTERS);
/** Whether images that do not pass the filters are hidden, rather than faded. */
export const hideOthers = signal(false);
/** How far images at nearly the same position are moved apart, 0..2. */
export const spread = signal(1);
/** Whether what is farther away gets lighter. */
export const depthCue = signal(true);

/** The network's input, and what the picture fills of it; null while its description is not here. */
export const sides = computed<FilledSides | null>(() => {
  const summary = network.value?.summary;
  if (!summary) return null;
  const picture = image.value;
  // Of a picture that is known by a link alone the size is not known.
  const padded = fit.value === "pad" && picture !== null && picture.width > 0;
  return {
    height: summary.input_height,
    width: summary.input_width,
    filled: padded ? filledPart(picture, summary) : undefined,
  };
});

/** The windows that will be asked for, the default spelt out where the network is known. */
export const windowsInUse = computed<Window[]>(() => windows.value ?? (sides.value ? defaultWindows(sides.value) : []));

/** Why the server would refuse the windows; null where it would not, or the network is not known yet. */
export const problem = computed<string | null>(() =>
  sides.value && (windows.value || refine.value) ? windowsProblem(sides.value, windowsInUse.value, refine.value) : null,
);

/** Masked copies of the pool as set; 0 where it cannot be asked for, or the network is not known yet. */
export const copies = computed(() => (sides.value ? poolCount(sides.value, windowsInUse.value, refine.value) : 0));

/** Labels at the corners; a network of fewer than four classes has fewer. */
const corners = computed(() => cornersOf(network.value?.summary.class_count ?? 4));

/** Copies that will represent each label, where those are fewer than asked for; else null. */
export const fewerPerLabel = computed<number | null>(() => {
  const most = selectedPerLabel(copies.value, perLabel.value, corners.value);
  return copies.value > 0 && most < perLabel.value ? most : null;
});

export function resetFilters(): void {
  filters.value = NO_FILTERS;
}

addressParameter("pool", "windows", windows, {
  parse: parseWindows,
  format: (value) => (value ? formatWindows(value) : null),
});
addressParameter("pool", "fill", fill, {
  parse: (text) => FILLS.find((name) => name === text),
  format: (value) => (value === "black" ? null : value),
});
addressParameter("pool", "refine", refine, flag(false));
addressParameter("pool", "label", label, {
  parse: (text) => whole(text, 0, 1e7),
  format: (value) => (value === null ? null : String(value)),
});
addressParameter("pool", "per", perLabel, {
  parse: (text) => whole(text, 1, MOST_PER_LABEL),
  format: (value) => (value === PER_LABEL ? null : String(value)),
});
addressParameter("pool", "all", showAll, flag(false));
addressParameter("pool", "hide", hideOthers, flag(false));
addressParameter("pool", "depth", depthCue, flag(true));
addressParameter("pool", "spread", spread, {
  parse: (text) => share(text, 2),
  format: (value) => (value === 1 ? null : String(value)),
});
addressParameter("pool", "filter", filters, { parse: parseFilters, format: formatFilters });

function flag(usual: boolean) {
  return {
    parse: (text: string) => (text === "1" ? true : text === "0" ? false : undefined),
    format: (value: boolean) => (value === usual ? null : value ? "1" : "0"),
  };
}
