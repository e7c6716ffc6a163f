import { useCallback } from "preact/hooks";
import type { Cluster } from "../../protocol/messages.ts";
import type { Loadable } from "../../state/loadable.ts";
import { isShown } from "../../state/shown.ts";
import { ProbabilityBar } from "../../ui/ProbabilityBar.tsx";
import { count } from "../../ui/words.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { mapPicture } from "../pictures/mapPicture.ts";
import { classChanges } from "../predictions/change.ts";
import { type Criterion, criterionName, scoreText, USUAL_CRITERION } from "../scene/criterion.ts";
import { useStructure } from "../session/useStructure.ts";
import { Thumbnail } from "../shelf/Thumbnail.tsx";
import type { SideAnswer } from "./comparison.ts";
import type { Candidate } from "./sides.ts";

/** Classes shown for each side. */
const CLASSES = 5;

interface SideFigureProps {
  letter: "A" | "B";
  candidate: Candidate;
  answer: Loadable<SideAnswer>;
  /** The side that this one is set against. */
  other?: Loadable<SideAnswer> | undefined;
}

/** One of the two images: how it looks, what the network answers, and the layer's representatives. */
export function SideFigure({ letter, candidate, answer, other }: SideFigureProps) {
  const here = answer.state === "ready" ? answer.value : null;
  const before = other?.state === "ready" ? other.value.predictions : null;
  return (
    <section class="compare-side" aria-label={`${letter}: ${candidate.name}`} aria-busy={answer.state === "loading"}>
      <div class="compare-top">
        <div class="compare-picture">
          <Thumbnail masks={candidate.masks} fill={candidate.fill} label={candidate.name} />
        </div>
        <div class="compare-classes">
          <h3 class="compare-name">
            <span class="compare-letter">{letter}</span>
            {candidate.name}
          </h3>
          {here &&
            classChanges(here.predictions, before)
              .slice(0, CLASSES)
              .map(({ score, before: probability }, index) => (
                <ProbabilityBar
                  key={score.label.index}
                  label={score.label}
                  value={score.probability}
                  before={probability}
                  strong={index === 0}
                />
              ))}
        </div>
      </div>
      {isShown("clusters") && (
        <ul class="compare-clusters" aria-label="Cluster representatives">
          {here?.column.clusters.map((cluster) => (
            <Representative key={cluster.index} cluster={cluster} criterion={here.column.criterion} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Representative({ cluster, criterion }: { cluster: Cluster; criterion: Criterion }) {
  const colours = useStructure().display.lookup.value;
  const { representative, channels, index, mean_score } = cluster;
  const paint = useCallback(() => mapPicture(representative, colours), [representative, colours]);
  const [height = 1, width = 1] = representative.shape;
  return (
    <li class="compare-cluster small number">
      <LazyCanvas width={width} height={height} paint={paint} />
      <span>{`Cluster ${index + 1}`}</span>
      <span class="muted">
        {`${count(channels.length, "map")}, `}
        {/* There is little room, and the usual one goes without saying. */}
        <span class={criterion === USUAL_CRITERION ? "unseen" : undefined}>{`${criterionName(criterion)} `}</span>
        {scoreText(criterion, mean_score)}
      </span>
    </li>
  );
}
