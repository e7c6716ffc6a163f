/** The newest of the epochs that is not after one; the first where all are. Null where there are none. */
export function newestAtMost(kept: readonly number[], epoch: number): number | null {
  return kept.findLast((one) => one <= epoch) ?? kept[0] ?? null;
}

/** The network that a run was after an epoch. */
export function networkAt(run: string, epoch: number): string {
  return `${run}@${epoch}`;
}
