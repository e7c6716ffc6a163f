import { computed } from "@preact/signals";
import type { NetworkOutput } from "../../protocol/messages.ts";
import type { Subject } from "../../state/subject.ts";
import type { PoolSoFar } from "../run/fold.ts";
import type { Run } from "../run/run.ts";

/** Probability from which on an independent label is there. */
export const THRESHOLD = 0.5;
const SHARE = `${THRESHOLD * 100}%`;

const NUMBERS = { 2: "two", 3: "three", 4: "four" };
const BODIES = { 2: "segment", 3: "triangle", 4: "tetrahedron" };

/** What a session's labels and corners mean, and what they are called. */
export class Meaning {
  /** What the network's answers mean. */
  readonly kind = computed<NetworkOutput["kind"]>(() => this.subject.network.value?.summary.output.kind ?? "exclusive");
  /** How many labels stand at corners: `four`. */
  readonly cornerCount = computed(() => NUMBERS[this.run.corners.value]);
  /** What they span: `tetrahedron`. */
  readonly body = computed(() => BODIES[this.run.corners.value]);
  /** Where a label stands: at an end of a segment, else at a corner. */
  readonly corner = computed(() => (this.run.corners.value === 2 ? "end" : "corner"));
  /** Whether the network knows labels that stand at no corner. */
  readonly othersExist = computed(() => {
    const classes = this.subject.network.value?.summary.class_count ?? Number.POSITIVE_INFINITY;
    return classes > this.run.corners.value;
  });
  /** What the probabilities leave out that the corners have, in words. */
  readonly outside = computed(() =>
    this.kind.value === "independent" ? "Share of all other labels" : `Outside the ${this.cornerCount.value} labels`,
  );
  private readonly subject: Subject;
  private readonly run: Run;

  constructor(subject: Subject, run: Run) {
    this.subject = subject;
    this.run = run;
  }

  /** What a label at a corner is beside that, by its index: the answer of the whole image, or what is examined. Subscribes. */
  roleOf(label: number): string | null {
    const now = this.run.pool.value;
    if (now?.original.label.index === label) return this.kind.value === "independent" ? "most probable" : "answer";
    return now?.examined.label.index === label ? "examined" : null;
  }
}

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
