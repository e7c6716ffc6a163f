import type { Shown } from "./messages.ts";

/**
 * A part of Tetrascope that a study can hide: what `Shown` says yes or no of; `layer_list`, which a condition has in the
 * place of clusters; and `choice`, to choose pictures, networks and looks freely and to take files and links along, which
 * no study leaves to its participants.
 */
export type Part =
  | { [Field in keyof Shown]: Shown[Field] extends boolean ? Field : never }[keyof Shown]
  | "layer_list"
  | "choice";
