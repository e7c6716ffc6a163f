/** What was measured of a cluster by switching it off. */
export interface ClusterInfluence {
  /** The maps in it. */
  readonly channels: readonly number[];
  /** By the name of a later layer, how much each of its clusters changes: as a share of what its maps were, 0 or more. */
  readonly changes: ReadonlyMap<string, readonly number[]>;
  /** How much the answer's probability changes, as a share of what it was, 0 or more. */
  readonly answerChange: number;
  /** What a caption says of it. */
  readonly words: string;
  /** Whether no other cluster carries more of the answer. */
  readonly most: boolean;
}

/** The clusters of each layer by its name, as they were measured. */
export type Influence = ReadonlyMap<string, readonly ClusterInfluence[]>;

export const NOT_MEASURED: Influence = new Map();

/** From each cluster of a column to each of the next one, how much it changes; null where that was not measured. */
export type Flow = readonly (readonly number[])[] | null;

/** A column as far as flows need it: its name, and the maps in its clusters; null where these are not here. */
export interface FlowColumn {
  readonly name: string;
  readonly clusters: readonly (readonly number[])[] | null;
}

/** What was measured of the clusters that a column has now; null where it has others, or nothing was. */
export function influenceOf(influence: Influence, { name, clusters }: FlowColumn): readonly ClusterInfluence[] | null {
  const known = influence.get(name);
  if (!known || !clusters || known.length !== clusters.length) return null;
  return known.every(({ channels }, index) => sameChannels(channels, clusters[index] ?? [])) ? known : null;
}

/** The flow out of each column: into the next one, out of the last into the answer. */
export function flowsOf(columns: readonly FlowColumn[], influence: Influence): Flow[] {
  const measured = columns.map((column) => influenceOf(influence, column));
  return measured.map((own, position) => {
    if (!own) return null;
    const next = columns[position + 1];
    if (!next) return own.map(({ answerChange }) => [answerChange]);
    if (!measured[position + 1]) return null;
    const flow = own.map(({ changes }) => changes.get(next.name) ?? []);
    return flow.every((changes) => changes.length === next.clusters?.length) ? flow : null;
  });
}

function sameChannels(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((channel, index) => channel === b[index]);
}
