import { useCallback, useEffect, useMemo } from "preact/hooks";
import { numberText } from "../geometry/tensor.ts";
import type { TrainingKernels } from "../protocol/messages.ts";
import { valueIn } from "../state/loadable.ts";
import { LazyCanvas } from "../structure/pictures/LazyCanvas.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { count } from "../ui/words.ts";
import { epochName } from "./curveWords.ts";
import { commonLimit, kernelPicture, shapeOf } from "./kernelPicture.ts";
import { MomentKernels } from "./momentKernels.ts";
import { useTraining } from "./useTraining.ts";
import "../sideBySide/letter.css";
import "./kernels.css";

/** The kernels of the first convolution at both moments, on one scale. */
export function KernelsPane() {
  const training = useTraining();
  const kernels = useMemo(() => new MomentKernels(training), [training]);
  useEffect(() => kernels.follow(), [kernels]);
  const [a, b] = [kernels.a.value, kernels.b.value];
  const [one, two] = [valueIn(a), valueIn(b)];
  const trouble = [a, b].find((each) => each.state === "failed");
  if (trouble?.state === "failed") return <ErrorNote complaint={trouble.complaint} onRetry={() => kernels.retry()} />;
  if (!one || !two) {
    return training.moments.b.value === null ? (
      <p class="training-wait muted">The kernels come when the network has been tried first.</p>
    ) : (
      <div class="training-wait">
        <Spinner label="Asking for the kernels" />
      </div>
    );
  }
  const limit = commonLimit([one, two]);
  const { count: number, height, width } = shapeOf(one.kernels);
  return (
    <div class="kernels">
      <p class="small">
        {`The ${count(number, "kernel")} of the first convolution, ${one.layer}, ${height} × ${width} pixels each. Mid-grey is 0, `}
        {`brighter more, darker less; everything on one scale, from ${numberText(-limit, 3)} to ${numberText(limit, 3)}.`}
        {!one.learns && " Of a head they do not change: they are those of the network that it stands on."}
      </p>
      <div class="kernels-moments" data-one={!one.learns}>
        <Grid letter="A" of={one} limit={limit} />
        {one.learns && <Grid letter="B" of={two} limit={limit} />}
      </div>
    </div>
  );
}

function Grid({ letter, of, limit }: { letter: string; of: TrainingKernels; limit: number }) {
  const { count: number } = shapeOf(of.kernels);
  const words = of.learns ? epochName(of.epoch) : "In every epoch";
  return (
    <figure class="kernels-figure">
      <figcaption class="small">
        {of.learns && (
          <span class="beside-letter" aria-hidden="true">
            {letter}
          </span>
        )}
        <span>{words}</span>
      </figcaption>
      <div class="kernels-grid" role="img" aria-label={`${words}: ${count(number, "kernel")} of ${of.layer}`}>
        {Array.from({ length: number }, (_, kernel) => (
          <Kernel key={kernel} of={of} kernel={kernel} limit={limit} />
        ))}
      </div>
    </figure>
  );
}

function Kernel({ of, kernel, limit }: { of: TrainingKernels; kernel: number; limit: number }) {
  const { height, width } = shapeOf(of.kernels);
  const paint = useCallback(() => kernelPicture(of.kernels, kernel, limit), [of, kernel, limit]);
  return <LazyCanvas class="kernel" width={width} height={height} paint={paint} title={`Kernel ${kernel + 1}`} />;
}
