import { connection } from "../../state/connection.ts";
import { ofCopies } from "../images/facts.ts";
import type { PoolSession } from "../session/poolSession.ts";

/** How far a pool is that is being computed. */
export interface RunProgress {
  /** 0..1; null where it is not known. */
  readonly share: number | null;
  /** What is being done. */
  readonly stage: string;
  readonly secondsLeft: number | null;
  /** Of how many copies. */
  readonly copies: string;
}

export const COMPUTED_AGAIN =
  "The server lost it on the way and computes the pool again. What had arrived stays until then.";

/** What is said of windows of which no pool can be made: the single ones say why. */
export const WINDOWS_WRONG = {
  message: "No pool can be made of these windows.",
  hint: "Change them, then run it.",
} as const;

/** How far a session's pool is. Subscribes. */
export function progressOf({ run, settings }: PoolSession): RunProgress {
  const { value: progress } = run.progress;
  const { done = 0, total = settings.copies.value, seconds_left = null, stage = "Asking the server" } = progress ?? {};
  const lost = connection.value.status === "lost";
  return {
    share: progress && total > 0 ? done / total : null,
    stage: lost ? "Waiting for the server" : stage,
    secondsLeft: lost ? null : seconds_left,
    copies: total > 0 ? `${done.toLocaleString("en")} of ${total.toLocaleString("en")}` : "Preparing",
  };
}

/** What a pool that was cancelled has left. Subscribes. */
export function cancelledWords({ run, settings }: PoolSession): string {
  const arrived = run.pool.value?.images.length ?? 0;
  const total = run.progress.value?.total ?? settings.copies.value;
  return arrived === 0
    ? "Nothing had arrived yet."
    : `${ofCopies(arrived, total)} had arrived and stay on screen. The selection, the importance and the boundary need the whole pool.`;
}
