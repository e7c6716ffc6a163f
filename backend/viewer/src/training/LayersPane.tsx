import { AnswersPanel } from "../sideBySide/AnswersPanel.tsx";
import { LayersBeside } from "../sideBySide/LayersBeside.tsx";
import { image } from "../state/choice.ts";
import { wayToMenu } from "../state/wayToMenu.ts";
import { NoImage } from "../ui/NoImage.tsx";
import { SCRATCH } from "./runWords.ts";
import { useTraining } from "./useTraining.ts";
import "../sideBySide/sideBySide.css";

const OF_ALL =
  "The same layers at both moments. Clusters are made anew at each, so one need not hold the same maps; every picture has its own range.";
const OF_A_HEAD =
  "Of a head only the last layer learns: these layers are the same at both moments, and only the answers move.";

/** The columns of scene 1 at both moments, beside each other. */
export function LayersPane() {
  const { run, moments } = useTraining();
  if (image.value === null) {
    return <NoImage text="Then see what its layers make of it, epoch by epoch." onChoose={wayToMenu()} />;
  }
  if (moments.b.value === null)
    return <p class="training-wait muted">The layers come when the network has been tried first.</p>;
  return <LayersBeside about={run.value?.start === SCRATCH ? OF_ALL : OF_A_HEAD} />;
}

/** What the network answers at both moments. */
export function AnswersPane() {
  return image.value === null ? null : <AnswersPanel />;
}
