import { MergeLabels } from "../../merging/MergeLabels.tsx";
import type { SeenLabel } from "../../merging/seenLabel.ts";
import { go } from "../../state/address.ts";
import { isShown } from "../../state/shown.ts";
import { Button } from "../../ui/Button.tsx";
import { MapCanvas } from "../../ui/MapCanvas.tsx";
import { ProbabilityBar } from "../../ui/ProbabilityBar.tsx";
import { RandomWeights } from "../../ui/RandomWeights.tsx";
import { FoldingPanel } from "../FoldingPanel.tsx";
import type { PoolSoFar } from "../run/fold.ts";
import { usePool } from "../session/usePool.ts";
import "./answer.css";

/** What the network answers for the whole image, and the labels of the pool. */
export function AnswerPanel() {
  const { subject, run, pictures, meaning } = usePool();
  const { image, network } = subject;
  const { kind, corner } = meaning;
  const now = run.pool.value;
  const shown = pictures.shown.value;
  return (
    <FoldingPanel
      name="answer"
      title="The whole image"
      help="tetrahedron"
      actions={<MergeLabels subject={subject} seen={now ? seenLabels(now) : []} />}
    >
      <RandomWeights source={network.value?.summary.weights.source} />
      <div class="pool-answer">
        {shown ? (
          <MapCanvas tensor={shown.image} class="pool-answer-picture" label={image.value?.title ?? "The image"} />
        ) : (
          <span class="pool-answer-picture" />
        )}
        <div class="pool-answer-words">
          <span class="muted small">{kind.value === "independent" ? "Most probable label" : "Answer"}</span>
          {now ? (
            <ProbabilityBar label={now.original.label} value={now.original.probability} strong />
          ) : (
            <span class="muted small">Not known yet</span>
          )}
          {now && now.examined.label.index !== now.original.label.index && (
            <>
              <span class="muted small">Examined</span>
              <ProbabilityBar label={now.examined.label} value={now.examined.probability} />
            </>
          )}
        </div>
      </div>
      {now && (
        <>
          <h3 class="pool-answer-title">{`Labels at the ${corner.value}s, mean over the pool`}</h3>
          <div class="pool-bars">
            {now.vertices.map((vertex) => (
              <ProbabilityBar key={vertex.label.index} label={vertex.label} value={vertex.mean_probability} />
            ))}
          </div>
          {!now.whole && <p class="muted small">They can still change until the pool is whole.</p>}
          {isShown("choice") && (
            <Button icon="compare" onClick={() => go("side-by-side", { show: "copies" })}>
              Compare with another network
            </Button>
          )}
        </>
      )}
    </FoldingPanel>
  );
}

/** The labels that the pool has met, those at the corners first. */
function seenLabels(pool: PoolSoFar): SeenLabel[] {
  const corners = pool.vertices.map(({ label, mean_probability }) => ({ label, probability: mean_probability }));
  const others = [pool.original.label, pool.examined.label, ...pool.labels.values()].map((label) => ({
    label,
    probability: null,
  }));
  return [...new Map([...others, ...corners].map((seen) => [seen.label.index, seen])).values()].sort(
    (one, other) => (other.probability ?? -1) - (one.probability ?? -1),
  );
}
