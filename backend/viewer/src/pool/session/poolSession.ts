import { computed, untracked } from "@preact/signals";
import { USUAL_FILL } from "../../state/fill.ts";
import { subjectOf } from "../../state/fitting.ts";
import type { PoolCopies } from "../../state/poolCopies.ts";
import type { Subject } from "../../state/subject.ts";
import { Meaning } from "../answer/meaning.ts";
import { PoolBoundary } from "../boundary/poolBoundary.ts";
import { Display } from "../display/display.ts";
import { Pictures } from "../images/pictures.ts";
import { Selection } from "../images/selection.ts";
import { PoolQuestion } from "../run/poolQuestion.ts";
import { Run } from "../run/run.ts";
import { Settings } from "../settings/settings.ts";
import { takeCondition } from "./takeCondition.ts";

/** All of one scene 2: what it is about, what pool was asked for, and what became of it. */
export interface PoolSession {
  /** What its slots at the server, its scene and its measures are named after. */
  readonly slot: string;
  readonly subject: Subject;
  readonly settings: Settings;
  readonly run: Run;
  readonly boundary: PoolBoundary;
  /** Whether the importance map is right; only where the person asks. */
  readonly importanceCurves: PoolQuestion<"importance_curves">;
  readonly pictures: Pictures;
  readonly display: Display;
  readonly selection: Selection;
  readonly meaning: Meaning;
  /** Ends its requests. What has arrived and what was chosen stays, and another run can be started. */
  dispose(): void;
}

/** Makes a session. Each of those in a page at the same time needs a `slot` of its own, such as `pool` or `pool-2`. */
export function createPoolSession(slot: string, subject: Subject): PoolSession {
  const settings = new Settings(subject);
  untracked(() => takeCondition({ subject, settings }));
  const selection = new Selection();
  // `boundary` beside `pool`, `boundary-2` beside `pool-2`.
  const slotOf = (question: string) => slot.replace(/^pool/, question);
  const boundary = new PoolBoundary(slotOf("boundary"));
  const importanceCurves = new PoolQuestion("importance_curves", slotOf("importance-curves"));
  const run = new Run(slot, subject, settings, {
    onBegin: (request, last) => {
      // What was chosen in another pool means nothing in this one.
      if (last) selection.selected.value = null;
      const [mergedBefore, merged] = [last?.merged, request.merged].map((labels) => JSON.stringify(labels));
      if (
        last &&
        (last.image_id !== request.image_id || last.network_id !== request.network_id || merged !== mergedBefore)
      ) {
        display.resetFilters();
      }
      selection.hovered.value = null;
      selection.pixel.value = null;
      boundary.forget();
      importanceCurves.forget();
      void pictures.seek(request);
    },
    onWhole: (request) => void boundary.seek(request),
  });
  const pictures = new Pictures(`${slot}-inputs`, settings, run);
  const display = new Display(run, pictures, boundary);
  subject.copies.value = computed(() => copiesOf(run, display));
  return {
    slot,
    subject,
    settings,
    run,
    boundary,
    importanceCurves,
    pictures,
    display,
    selection,
    meaning: new Meaning(subject, run),
    dispose: () => {
      run.stop();
      boundary.stop();
      importanceCurves.stop();
      pictures.stop();
    },
  };
}

/** The copies of a run as the other scene takes them; null before its pool is whole. Subscribes. */
function copiesOf(run: Run, display: Display): PoolCopies | null {
  const [asked, pool] = [run.asked.value, run.pool.value];
  if (!asked || !pool?.whole) return null;
  const of = subjectOf(asked);
  return { of, fill: run.fills.value[0] ?? USUAL_FILL, all: pool.images, shown: display.shownImages.value };
}
