import { afterEach } from "vitest";
import type { Shown } from "../../src/protocol/messages.ts";
import { onTell, type Told } from "../../src/state/tell.ts";

let stop = () => {};
afterEach(() => stop());

/** What a study's log hears from now on, until the test ends: kinds with their contents. */
export function heard(hear: typeof onTell = onTell): [Told["kind"], Told["content"]][] {
  const all: [Told["kind"], Told["content"]][] = [];
  stop = hear(({ kind, content }) => all.push([kind, content]));
  return all;
}

/** A condition that hides nothing, with its usual looks. */
export const CONDITION: Shown = {
  clusters: true,
  view: "walk",
  k: 3,
  criterion: "entropy",
  groups: "original",
  merged: [],
  pool: true,
  live_masks: true,
  comparison: true,
  ablation: true,
  vr: true,
  fill: "black",
  colour_map: "ocean",
};
