import type { PoolImage } from "../../protocol/messages.ts";
import { count } from "../../ui/words.ts";
import type { PoolSoFar } from "../run/fold.ts";

/** A number with its sign and a real minus, so that what rises and what falls is told apart at a glance. */
export function signed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
}

/** A change of a probability in percentage points. */
export function points(change: number): string {
  return `${signed(change * 100, 1)} pp`;
}

/** The window that an image comes from, such as `84 × 84, stride 42`. */
export function windowWords(pool: PoolSoFar, image: PoolImage): string {
  const window = pool.windows[image.window];
  return window ? `${window.size} × ${window.size}, stride ${window.stride}` : "unknown";
}

/** Where the boundary says an image stands. */
export function distanceWords(distance: number): string {
  return `${signed(distance)} (${distance > 0 ? "changed" : "kept"} side)`;
}

/** `120 of 299 masked copies`. */
export function ofCopies(done: number, total: number): string {
  return `${done.toLocaleString("en")} of ${count(total, "masked copy", "masked copies")}`;
}
