import type { PoolImage } from "../../protocol/messages.ts";
import { ClassName } from "../../ui/ClassName.tsx";
import { ProbabilityBar } from "../../ui/ProbabilityBar.tsx";
import { percent } from "../../ui/words.ts";
import { change, labelOf, type PoolSoFar } from "../run/fold.ts";
import { usePool } from "../session/usePool.ts";
import { distanceWords, points, windowWords } from "./facts.ts";
import { distanceOf } from "./rows.ts";
import "./facts.css";

interface ImageFactsProps {
  pool: PoolSoFar;
  image: PoolImage;
  /** Leaves out what is only worth reading at leisure. */
  brief?: boolean | undefined;
}

/** What is known of one masked copy: its label, the probabilities at the corners, what they leave out, its place. */
export function ImageFacts({ pool, image, brief = false }: ImageFactsProps) {
  const { boundary, meaning } = usePool();
  const { kind, cornerCount, othersExist } = meaning;
  const support = boundary.supportVectors.value.has(image.index);
  return (
    <div class="pool-facts">
      <p class="pool-verdict" data-answer={image.kept ? "kept" : "changed"}>
        <strong>
          <ClassName label={labelOf(pool, image.label)} />
        </strong>{" "}
        <span class="number">{percent(image.probability)}</span>
        <span class="pool-tag" data-answer={image.kept ? "kept" : "changed"}>
          {image.kept ? "kept" : "changed"}
        </span>
        {support && <span class="pool-tag">support vector</span>}
      </p>
      <div class="pool-bars">
        {pool.vertices.map((vertex, k) => (
          <ProbabilityBar
            key={vertex.label.index}
            label={vertex.label}
            value={image.probabilities[k] ?? 0}
            strong={vertex.label.index === image.label}
          />
        ))}
        {othersExist.value && (
          <div class="probability pool-outside">
            <span>
              {kind.value === "independent" ? "Share of all other labels" : `Outside the ${cornerCount.value} labels`}
            </span>
            <span class="probability-number number">{percent(image.outside)}</span>
            <span class="probability-track" aria-hidden="true">
              <span class="probability-bar" style={{ width: `${image.outside * 100}%` }} />
            </span>
          </div>
        )}
      </div>
      {!brief && <List pool={pool} image={image} />}
    </div>
  );
}

function List({ pool, image }: { pool: PoolSoFar; image: PoolImage }) {
  const distance = distanceOf(usePool().boundary.known.value, image.index);
  return (
    <dl class="pool-list">
      <dt>Change of {pool.examined.label.name}</dt>
      <dd class="number">{points(change(pool, image))}</dd>
      {distance !== null && (
        <>
          <dt>To the boundary</dt>
          <dd class="number">{distanceWords(distance)}</dd>
        </>
      )}
      <dt>Window</dt>
      <dd class="number">{windowWords(pool, image)}</dd>
      <dt>Mask at row, column</dt>
      <dd class="number">
        {image.mask.top}, {image.mask.left}
      </dd>
    </dl>
  );
}
