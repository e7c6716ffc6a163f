import { computed } from "@preact/signals";
import type { NetworkOutput } from "../protocol/messages.ts";
import { network } from "../state/choice.ts";
import type { PoolSoFar } from "./fold.ts";
import { corners } from "./run.ts";

/** Probability from which on an independent label is there. */
export const THRESHOLD = 0.5;
const SHARE = `${THRESHOLD * 100}%`;

/** What the network's answers mean. */
export const kind = computed<NetworkOutput["kind"]>(() => network.value?.summary.output.kind ?? "exclusive");

const NUMBERS = { 2: "two", 3: "three", 4: "four" };
const BODIES = { 2: "segment", 3: "triangle", 4: "tetrahedron" };

/** How many labels stand at corners: `four`. */
export const cornerCount = computed(() => NUMBERS[corners.value]);

/** What they span: `tetrahedron`. */
export const body = computed(() => BODIES[corners.value]);

/** Where a label stands: at an end of a segment, else at a corner. */
export const corner = computed(() => (corners.value === 2 ? "end" : "corner"));

/** Whether the network knows labels that stand at no corner. */
export const othersExist = computed(
  () => (network.value?.summary.class_count ?? Number.POSITIVE_INFINITY) > corners.value,
);

/** What kept and changed mean for a pool, in words that end a sentence. */
export function outcome(pool: PoolSoFar | null, of: NetworkOutput["kind"]): { kept: string; changed: string } {
  const name = pool?.examined.label.name ?? "the label";
  if (of === "independent") {
    const holds = !pool || pool.examined.probability >= THRESHOLD;
    return holds
      ? { kept: `${name} is still there, at ${SHARE} or more`, changed: `${name} is gone, below ${SHARE}` }
      : { kept: `${name} is still not there, below ${SHARE}`, changed: `${name} has appeared, at ${SHARE} or more` };
  }
  if (pool && pool.examined.label.index !== pool.original.label.index) {
    return {
      kept: `the label is still not ${name}`,
      changed: `the label has become ${name}`,
    };
  }
  return {
    kept: "the label is kept",
    changed: "the label has changed",
  };
}
