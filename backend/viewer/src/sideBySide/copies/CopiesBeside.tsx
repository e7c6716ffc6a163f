import { useEffect } from "preact/hooks";
import type { Loadable } from "../../state/loadable.ts";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { timeLeft } from "../../ui/words.ts";
import type { Side } from "../sideBySide.ts";
import { useSideBySide } from "../useSideBySide.ts";
import { ImportanceBeside } from "./ImportanceBeside.tsx";
import { OutcomeTable } from "./OutcomeTable.tsx";
import { PairList } from "./PairList.tsx";
import "./copies.css";

/** The pools of both networks: the same masks, whose answer each changes, and which pixels matter to both. */
export function CopiesBeside() {
  const { a, b, pools } = useSideBySide();
  useEffect(() => pools.follow(), [pools]);
  return (
    <div class="beside-copies">
      <Waiting side={a} pool={pools.a.value} />
      <Waiting side={b} pool={pools.b.value} />
      {pools.both.value && (
        <>
          <OutcomeTable />
          <PairList />
          <ImportanceBeside />
        </>
      )}
    </div>
  );
}

/** How far a pool is, or why it cannot be had. */
function Waiting({ side, pool }: { side: Side; pool: Loadable<unknown> }) {
  const { pools } = useSideBySide();
  if (pool.state === "ready") return null;
  if (pool.state === "failed") return <ErrorNote complaint={pool.complaint} onRetry={() => pools.retry()} />;
  const title = side.subject.network.value?.summary.title ?? "";
  const progress = pool.state === "loading" ? pool.progress : null;
  const share = progress && progress.total > 0 ? progress.done / progress.total : null;
  const left = progress ? timeLeft(progress.seconds_left, share) : "";
  const words = pool.state === "idle" ? "waits for the other" : left;
  return <ProgressBar value={share} label={`${side.letter}, ${title}: masked copies${words && `, ${words}`}`} />;
}
