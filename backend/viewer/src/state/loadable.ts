import { Complaint } from "../protocol/complaint.ts";
import type { Progress } from "../protocol/messages.ts";

/** Something that is not here from the beginning. */
export type Loadable<T> =
  | { state: "idle" }
  | { state: "loading"; progress: Progress | null }
  | { state: "ready"; value: T }
  | { state: "failed"; complaint: Complaint };

/** Nobody has asked for it. */
export const IDLE: Loadable<never> = Object.freeze({ state: "idle" });

/** It has been asked for, and nothing is known of its progress. */
export const LOADING: Loadable<never> = Object.freeze({ state: "loading", progress: null });

/** It is on the way. */
export function loading<T>(progress: Progress | null = null): Loadable<T> {
  return { state: "loading", progress };
}

/** It is here. */
export function ready<T>(value: T): Loadable<T> {
  return { state: "ready", value };
}

/** It could not be had. `error` may be anything that was thrown. */
export function failed<T>(error: unknown): Loadable<T> {
  return { state: "failed", complaint: Complaint.of(error) };
}

/** The value where it is here, otherwise null. */
export function valueIn<T>(loadable: Loadable<T>): T | null {
  return loadable.state === "ready" ? loadable.value : null;
}
