import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import { Complaint } from "../protocol/complaint.ts";
import type { ClassOutcome, TrainingResults, WorstPicture } from "../protocol/messages.ts";
import { chooseImage } from "../state/fitting.ts";
import { addImage } from "../state/images.ts";
import { failed, IDLE, LOADING, type Loadable, ready } from "../state/loadable.ts";
import { LazyCanvas } from "../structure/pictures/LazyCanvas.tsx";
import { masked, type Picture } from "../structure/pictures/picture.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { say } from "../ui/notice.ts";
import { Spinner } from "../ui/Progress.tsx";
import { count, percent } from "../ui/words.ts";
import { Confusion } from "./Confusion.tsx";
import { useTraining } from "./useTraining.ts";
import "./results.css";

/** How well the trained network answers to the pictures that were put aside. */
export function ResultsPane() {
  const training = useTraining();
  const { name, run } = training;
  const results = useSignal<Loadable<TrainingResults>>(IDLE);
  const attempt = useSignal(0);
  const now = run.value;
  const finished = now?.state === "finished" ? `${now.name} ${now.epochs_done}` : null;
  const again = attempt.value;
  useEffect(() => {
    const wanted = name.peek();
    if (finished === null || wanted === null) return;
    let current = true;
    results.value = LOADING;
    training.server.results(wanted).then(
      (found) => {
        if (current) results.value = ready(found);
      },
      (error) => {
        if (current) results.value = failed(error);
      },
    );
    return () => {
      current = false;
    };
  }, [finished, again, training, name, results]);
  if (finished === null) {
    return (
      <p class="training-wait muted">
        Which classes are taken for which, and the pictures that go wrong the most: that comes when the run has
        finished.
      </p>
    );
  }
  const known = results.value;
  if (known.state === "failed") {
    return (
      <ErrorNote
        complaint={known.complaint}
        onRetry={() => {
          attempt.value += 1;
        }}
      />
    );
  }
  if (known.state !== "ready") {
    return (
      <div class="training-wait">
        <Spinner label="Asking for the results" />
      </div>
    );
  }
  return <Results of={known.value} names={known.value.classes.map((one) => one.name)} />;
}

function Results({ of, names }: { of: TrainingResults; names: readonly string[] }) {
  const confusion = useMemo(() => of.classes.map(({ taken_for }) => taken_for), [of]);
  const tried = of.classes.reduce((sum, { examples }) => sum + examples, 0);
  const right = of.classes.reduce((sum, one) => sum + one.right, 0);
  return (
    <div class="results">
      <p>
        <strong>{percent(of.accuracy)}</strong>
        {` of what was put aside is answered right after epoch ${of.epoch}: ${right.toLocaleString("en")} of ${count(tried, "picture")}.`}
        {of.best_epoch !== of.epoch &&
          ` The loss on them was lowest after epoch ${of.best_epoch}: what came after may have been learned by heart.`}
      </p>
      <section aria-labelledby="results-confusion">
        <h3 id="results-confusion">What is taken for what</h3>
        <Confusion confusion={confusion} names={names} />
      </section>
      <section aria-labelledby="results-classes">
        <h3 id="results-classes">Accuracy by class</h3>
        <Classes classes={of.classes} />
      </section>
      <section aria-labelledby="results-worst">
        <h3 id="results-worst">The worst pictures</h3>
        <p class="small muted">
          Of those put aside, the ones whose right class was given least. Choose one to look at it in the other views.
        </p>
        <ol class="worst-list">
          {of.worst.map((one) => (
            <Worst key={one.name} of={one} names={names} />
          ))}
        </ol>
      </section>
    </div>
  );
}

function Classes({ classes }: { classes: readonly ClassOutcome[] }) {
  return (
    <table class="class-outcomes number small">
      <caption class="unseen">Accuracy of each class, on the pictures put aside</caption>
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col">Right, of those put aside</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {classes.map(({ name, examples, right }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{`${right} of ${examples}`}</td>
            <td>
              {examples > 0 ? percent(right / examples) : "–"}
              <span class="class-outcome-track" aria-hidden="true">
                <span style={{ width: `${examples > 0 ? (right / examples) * 100 : 0}%` }} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Worst({ of, names }: { of: WorstPicture; names: readonly string[] }) {
  const { picture, label, answer, probability, name } = of;
  const [right, given] = [names[label] ?? String(label), names[answer] ?? String(answer)];
  const paint = useCallback((): Picture => (picture ? masked(picture, picture, null) : EMPTY), [picture]);
  const [height = 1, width = 1] = picture?.shape ?? [];
  return (
    <li class="worst">
      {picture ? (
        <LazyCanvas class="worst-picture" width={width} height={height} paint={paint} label={`Picture ${name}`} />
      ) : (
        <p class="worst-picture small muted">This picture is not where it was.</p>
      )}
      <p class="small number">
        <strong>{right}</strong>
        {answer === label ? ", answered right," : `, taken for ${given}`}
        <br />
        {`${right} given ${percent(probability)}`}
      </p>
      <p class="small muted worst-name" title={name}>
        {name}
      </p>
      {picture && (
        <Button kind="quiet" onClick={() => choose(paint(), `${right} (${name})`)}>
          Choose
        </Button>
      )}
    </li>
  );
}

const EMPTY: Picture = { height: 1, width: 1, data: new Uint8ClampedArray(4) };

/** Makes a picture the one that all views are about. */
async function choose({ height, width, data }: Picture, title: string): Promise<void> {
  try {
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
    chooseImage(await addImage(await canvas.convertToBlob({ type: "image/png" }), title, "upload"));
    say(`Chosen: ${title}. All views are about it now.`);
  } catch (error) {
    say(`The picture could not be chosen. ${Complaint.of(error).message}`);
  }
}
