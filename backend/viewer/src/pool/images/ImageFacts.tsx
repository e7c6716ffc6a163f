import { Fragment } from "preact";
import type { PoolImage } from "../../protocol/messages.ts";
import { ClassName } from "../../ui/ClassName.tsx";
import { ProbabilityBar } from "../../ui/ProbabilityBar.tsx";
import { percent } from "../../ui/words.ts";
import type { PoolSoFar } from "../run/fold.ts";
import { usePool } from "../session/usePool.ts";
import { type ImageFacts as Facts, factsOf } from "./facts.ts";
import "./facts.css";

interface ImageFactsProps {
  pool: PoolSoFar;
  image: PoolImage;
  /** Leaves out what is only worth reading at leisure. */
  brief?: boolean | undefined;
}

/** What is known of one masked copy: its label, the probabilities at the corners, what they leave out, its place. */
export function ImageFacts({ pool, image, brief = false }: ImageFactsProps) {
  const { label, probability, answer, supportVector, corners, outside, details } = factsOf(usePool(), pool, image);
  return (
    <div class="pool-facts">
      <p class="pool-verdict" data-answer={answer}>
        <strong>
          <ClassName label={label} />
        </strong>{" "}
        <span class="number">{percent(probability)}</span>
        <span class="pool-tag" data-answer={answer}>
          {answer}
        </span>
        {supportVector && <span class="pool-tag">support vector</span>}
      </p>
      <div class="pool-bars">
        {corners.map((corner) => (
          <ProbabilityBar key={corner.label.index} {...corner} />
        ))}
        {outside && (
          <div class="probability pool-outside">
            <span>{outside.words}</span>
            <span class="probability-number number">{percent(outside.value)}</span>
            <span class="probability-track" aria-hidden="true">
              <span class="probability-bar" style={{ width: `${outside.value * 100}%` }} />
            </span>
          </div>
        )}
      </div>
      {!brief && <List details={details} />}
    </div>
  );
}

function List({ details }: Pick<Facts, "details">) {
  return (
    <dl class="pool-list">
      {details.map(({ term, value }) => (
        <Fragment key={term}>
          <dt>{term}</dt>
          <dd class="number">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
