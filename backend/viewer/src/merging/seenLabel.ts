import type { ClassLabel } from "../protocol/messages.ts";

/** A label that is on the screen. */
export interface SeenLabel {
  readonly label: ClassLabel;
  /** As it is shown there, 0..1; null where no number is. */
  readonly probability: number | null;
}
