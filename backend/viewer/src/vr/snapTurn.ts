import type { Hands } from "./hands.ts";

/** How far a step turns, in radians: 30°. */
export const STEP = Math.PI / 6;
/** A thumbstick that is pushed so far turns once, and again when it has been so far back. */
const PUSHED = 0.7;
const BACK_AGAIN = 0.4;

/** Turns the person by steps with a thumbstick: smooth turning makes people ill. */
export class SnapTurn {
  private ready = true;

  /** By how much the world turns in this frame, in radians to the left: a push to the right turns the person right. */
  step({ left, right }: Pick<Hands, "left" | "right">): number {
    const push = Math.abs(left.stick) > Math.abs(right.stick) ? left.stick : right.stick;
    if (!this.ready) {
      this.ready = Math.abs(push) < BACK_AGAIN;
      return 0;
    }
    // A scene that is held would turn too.
    if (Math.abs(push) < PUSHED || left.squeezing || right.squeezing) return 0;
    this.ready = false;
    return push > 0 ? STEP : -STEP;
  }
}
