import type { Boundary } from "../../protocol/messages.ts";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Spinner } from "../../ui/Progress.tsx";
import { percent } from "../../ui/words.ts";
import { FoldingPanel } from "../FoldingPanel.tsx";
import { usePool } from "../session/usePool.ts";
import { DistancePlot } from "./DistancePlot.tsx";
import "./boundary.css";

/** What separates the copies that kept the label from those that lost it. */
export function BoundaryPanel() {
  return (
    <FoldingPanel name="boundary" title="Boundary" help="boundary" data-tour="boundary">
      <Content />
    </FoldingPanel>
  );
}

function Content() {
  const { boundary, run } = usePool();
  const now = boundary.answer.value;
  if (now.state === "failed") return <ErrorNote complaint={now.complaint} onRetry={() => boundary.retry()} />;
  if (now.state === "loading") {
    return (
      <p class="pool-boundary-wait muted small">
        <Spinner label="Looking for the boundary" size={16} /> Looking for the boundary …
      </p>
    );
  }
  if (now.state === "idle" || !run.pool.value) {
    return <p class="muted small">It is looked for when the pool is whole.</p>;
  }
  return <Known boundary={now.value} />;
}

function Known({ boundary }: { boundary: Boundary }) {
  const { kept, changed, explanation } = boundary;
  if (boundary.status === "one_class") {
    return (
      <>
        <div class="pool-boundary-one">
          <Icon name="info" />
          <p>{explanation}</p>
        </div>
        <Shares kept={kept} changed={changed} />
      </>
    );
  }
  return (
    <>
      <Shares kept={kept} changed={changed} />
      <DistancePlot boundary={boundary} />
      <dl class="pool-list">
        <dt>Support vectors</dt>
        <dd class="number">
          {boundary.support_vectors.length} of {kept + changed}
        </dd>
        <dt>Margin, in standardised logits</dt>
        <dd class="number">{boundary.margin?.toPrecision(3) ?? "–"}</dd>
        <dt>On the right side</dt>
        <dd class="number">{boundary.accuracy === null ? "–" : percent(boundary.accuracy)}</dd>
        <dt>The same for copies left out of the fit</dt>
        <dd class="number">
          <strong>
            {boundary.cross_validated_accuracy === null ? "–" : percent(boundary.cross_validated_accuracy)}
          </strong>
        </dd>
      </dl>
      <p class="muted small">{honesty(boundary)}</p>
      <p class="small">{explanation}</p>
    </>
  );
}

/** What the two accuracies are worth. */
function honesty({ kept, changed, cross_validated_accuracy: validated }: Boundary): string {
  if (validated === null) {
    return `Not measured on copies left out of the fit: that needs 5 kept and 5 changed copies, and there are ${kept} and ${changed}.`;
  }
  const always = Math.max(kept, changed) / (kept + changed);
  return `The last number is the honest one. For comparison: always saying “${kept >= changed ? "kept" : "changed"}” would be right for ${percent(always)}.`;
}

/** How many copies kept the label and how many changed it, as numbers and as a strip. */
function Shares({ kept, changed }: { kept: number; changed: number }) {
  return (
    <div class="pool-shares">
      <div class="pool-shares-words number">
        <span>
          <strong>{kept.toLocaleString("en")}</strong> kept
        </span>
        <span>
          <strong>{changed.toLocaleString("en")}</strong> changed
        </span>
      </div>
      <div class="pool-shares-strip" aria-hidden="true">
        {kept > 0 && <span class="pool-shares-kept" style={{ flexGrow: kept }} />}
        {changed > 0 && <span class="pool-shares-changed" style={{ flexGrow: changed }} />}
      </div>
    </div>
  );
}
