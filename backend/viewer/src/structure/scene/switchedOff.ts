import type { Cluster, Layer } from "../../protocol/messages.ts";

/** Feature maps that are switched off: the channels, rising, by the name of their layer. No layer has none. */
export type SwitchedOff = ReadonlyMap<string, readonly number[]>;

export const ALL_ON: SwitchedOff = new Map();

/** The same with some channels of a layer off, or on again. */
export function switched(before: SwitchedOff, layer: string, channels: readonly number[], off: boolean): SwitchedOff {
  const now = new Set(before.get(layer));
  for (const channel of channels) {
    if (off) now.add(channel);
    else now.delete(channel);
  }
  const next = new Map(before);
  if (now.size === 0) next.delete(layer);
  else
    next.set(
      layer,
      [...now].sort((a, b) => a - b),
    );
  return next;
}

/** Whether both are the same maps. */
export function sameSwitchedOff(a: SwitchedOff, b: SwitchedOff): boolean {
  return a.size === b.size && [...a].every(([layer, channels]) => b.get(layer)?.join() === channels.join());
}

/** What of it a network has: of a link for another network, there may be little. */
export function ofNetwork(off: SwitchedOff, layers: readonly Layer[]): SwitchedOff {
  const counts = new Map(layers.map(({ name, channels }) => [name, channels]));
  const kept = [...off]
    .map(([layer, channels]) => [layer, channels.filter((channel) => channel < (counts.get(layer) ?? 0))] as const)
    .filter(([, channels]) => channels.length > 0);
  return new Map(kept);
}

/** How many of these channels are off. */
export function countOff(channels: readonly number[], off: readonly number[] = []): number {
  const known = new Set(off);
  return channels.reduce((sum, channel) => sum + (known.has(channel) ? 1 : 0), 0);
}

/** What is off, as a person counts it: whole clusters, and maps beside these. */
export interface Counts {
  clusters: number;
  maps: number;
}

/** Counts what is off. `clusters` are those of a layer as they are shown; of layers without a column there are none. */
export function countsOf(off: SwitchedOff, clusters: (layer: string) => readonly Cluster[]): Counts {
  const counts = { clusters: 0, maps: 0 };
  for (const [layer, channels] of off) {
    const whole = clusters(layer).filter((cluster) => countOff(cluster.channels, channels) === cluster.channels.length);
    counts.clusters += whole.length;
    counts.maps += channels.length - whole.reduce((sum, cluster) => sum + cluster.channels.length, 0);
  }
  return counts;
}

/** Which channels of which layers must be switched, and where to, to come from one state to another. */
export function switchesBetween(
  before: SwitchedOff,
  after: SwitchedOff,
): { layer: string; channels: number[]; to: "off" | "on" }[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((layer) => {
    const [was, is] = [new Set(before.get(layer)), new Set(after.get(layer))];
    const on = [...was].filter((channel) => !is.has(channel));
    const off = [...is].filter((channel) => !was.has(channel));
    return [
      ...(on.length > 0 ? [{ layer, channels: on, to: "on" as const }] : []),
      ...(off.length > 0 ? [{ layer, channels: off, to: "off" as const }] : []),
    ];
  });
}

/** What is off of some maps: `off`, `3 off`, or nothing. */
export function offText(off: number, of: number): string {
  return off === 0 ? "" : off === of ? "off" : `${off} off`;
}
