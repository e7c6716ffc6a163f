import { FILLS as OFFERED, type PoolRequest } from "../protocol/messages.ts";

/** What masked pixels become. */
export type Fill = NonNullable<PoolRequest["fill"]>;

/** The protocol's fills in the order offered, with their names for a person. */
export const FILL_NAMES: readonly { value: Fill; label: string }[] = OFFERED;

export const FILLS: readonly Fill[] = FILL_NAMES.map((fill) => fill.value);

/** A fill as a person reads it. */
export function fillName(fill: Fill): string {
  return FILL_NAMES.find(({ value }) => value === fill)?.label ?? fill;
}

/** What a request means that says none. */
export const USUAL_FILL: Fill = "black";
