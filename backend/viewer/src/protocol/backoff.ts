/** Milliseconds to wait before connection attempt `attempt` (0, 1, 2 …) is repeated: 1 s, 2 s, 4 s … up to 30 s. */
export function reconnectDelay(attempt: number): number {
  return 1000 * Math.min(30, 2 ** attempt);
}

/** How often a request that met a busy server is sent again before its error is told. */
export const BUSY_RETRIES = 4;

/**
 * Milliseconds to wait before request attempt `attempt` (0, 1, 2 …) that met a busy server is repeated: 1 s, 2 s,
 * 4 s …, and up to half as much again by chance, so that a class of thirty does not come back in the same moment.
 */
export function busyDelay(attempt: number, chance: number = Math.random()): number {
  return 1000 * 2 ** attempt * (1 + chance / 2);
}
