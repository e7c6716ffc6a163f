import type { ImportanceCurves } from "../../protocol/messages.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { percent } from "../../ui/words.ts";
import { usePool } from "../session/usePool.ts";
import { curvesInWords, curvesOf, pathOf, topOf } from "./curves.ts";
import "./importanceCheck.css";

const SIZE = { width: 232, height: 92 };

/** Whether the heat map is right: asked for by the person, because it takes as long as four pools. */
export function ImportanceCheck() {
  const { importanceCurves, run } = usePool();
  const answer = importanceCurves.answer.value;
  const found = importanceCurves.soFar.value;
  const asked = run.asked.value;
  return (
    <div class="pool-check">
      {answer.state === "idle" && !found && (
        <>
          <Button kind="quiet" icon="bars" disabled={!asked} onClick={() => asked && void importanceCurves.seek(asked)}>
            Is this map right?
          </Button>
          <p class="muted small">
            Hides the pixels in the map's order, then shows them in it, and tries other fills. It takes as long as about
            four pools.
          </p>
        </>
      )}
      {answer.state === "failed" && <ErrorNote complaint={answer.complaint} onRetry={() => importanceCurves.retry()} />}
      {found && <Found found={found} />}
      {answer.state === "loading" && (
        <div class="pool-check-progress">
          <ProgressBar
            value={answer.progress ? answer.progress.done / answer.progress.total : null}
            label={answer.progress?.stage ?? "Hiding and showing pixels"}
            secondsLeft={answer.progress?.seconds_left}
          />
          <Button kind="quiet" icon="stop" onClick={() => importanceCurves.stop()}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  );
}

function Found({ found }: { found: ImportanceCurves }) {
  const top = topOf(found);
  const box = { ...SIZE, top };
  return (
    <figure class="pool-check-figure">
      <figcaption class="small">
        Probability of {found.examined.label.name} as pixels are{" "}
        <span class="pool-check-key" data-kind="deletion">
          hidden
        </span>{" "}
        and as they are{" "}
        <span class="pool-check-key" data-kind="insertion">
          shown alone
        </span>
        , most important first. Dashed: a map that knows nothing.
      </figcaption>
      <div class="pool-check-plot">
        <span class="pool-check-top number">{percent(top)}</span>
        <span class="pool-check-bottom number">0</span>
        <svg viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={curvesInWords(found)}>
          <path class="pool-check-axis" d={`M0 0V${SIZE.height}H${SIZE.width}`} />
          {curvesOf(found).map(({ kind, random, values }) => (
            <path
              key={`${kind}${random}`}
              class="pool-check-curve"
              data-kind={kind}
              data-random={random}
              d={pathOf(found.shares, values, box)}
            />
          ))}
        </svg>
        <span class="pool-check-left number">0%</span>
        <span class="pool-check-right">of the pixels 100%</span>
      </div>
      <p class="small" role="status">
        {found.explanation}
      </p>
    </figure>
  );
}
