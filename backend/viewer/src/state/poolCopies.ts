import type { PoolImage } from "../protocol/messages.ts";
import type { Fill } from "./fill.ts";

/** The masked copies of a subject that scene 2's pool consists of. */
export interface PoolCopies {
  /** Image, network and fit that they are of, as a subject's `key` has it. */
  readonly of: string;
  /** What the masked pixels are of those that do not say it themselves. */
  readonly fill: Fill;
  /** Every copy, by rising index. */
  readonly all: readonly PoolImage[];
  /** Those of them that are in the scene and pass its filters. */
  readonly shown: readonly PoolImage[];
}
