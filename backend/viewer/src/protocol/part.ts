import type { Shown } from "./messages.ts";

/**
 * A part of Tetrascope that a study can hide: what `Shown` says yes or no of; `walk` and `overview`, the views that columns
 * of clusters have; `layer_list`, which a condition has in their place; and `choice`, to choose pictures, networks and looks freely and to take files and links along, which
 * no study leaves to its participants.
 */
export type Part =
  | { [Field in keyof Shown]: Shown[Field] extends boolean ? Field : never }[keyof Shown]
  | "walk"
  | "overview"
  | "layer_list"
  | "choice";
