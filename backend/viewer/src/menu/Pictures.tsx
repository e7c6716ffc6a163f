import { reloadCatalog, samples } from "../state/catalog.ts";
import { image } from "../state/choice.ts";
import { chooseImage } from "../state/fitting.ts";
import { type ChosenImage, forgetImage, MAX_UPLOADS, sampleImage, uploads } from "../state/images.ts";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { HelpButton } from "../ui/HelpButton.tsx";
import { AddPicture } from "./AddPicture.tsx";
import { GoneNote } from "./GoneNote.tsx";
import { Intakes } from "./Intakes.tsx";
import { PictureCard } from "./PictureCard.tsx";
import "./pictures.css";

/** How many places are kept while the samples are on their way. */
const EXPECTED_SAMPLES = 6;

/** Every picture to choose from: a way to add one, the person's own, and the samples. */
export function Pictures() {
  const list = samples.value;
  return (
    <section class="pictures" aria-labelledby="pictures-title" data-tour="pictures">
      <div class="pictures-head">
        <h2 id="pictures-title">Picture</h2>
        <HelpButton topic="pictures" about="Picture" />
        <Room />
      </div>
      <Intakes />
      <GoneNote />
      {list.state === "failed" && <ErrorNote complaint={list.complaint} onRetry={reloadCatalog} />}
      <ul class="pictures-grid" aria-busy={list.state === "loading"}>
        <li class="pictures-add">
          <AddPicture />
        </li>
        {uploads.value.map((one) => (
          <PictureCard key={one.imageId} picture={one} chosen={isChosen(one)} onRemove={() => remove(one)} />
        ))}
        {list.state === "ready" &&
          list.value
            .map(sampleImage)
            .map((one) => <PictureCard key={one.imageId} picture={one} chosen={isChosen(one)} />)}
        {(list.state === "loading" || list.state === "idle") &&
          Array.from({ length: EXPECTED_SAMPLES }, (_, place) => <li key={place} class="picture-place" />)}
      </ul>
    </section>
  );
}

/** How many of the person's own pictures are kept, and which will go where there is no room for another. */
function Room() {
  const { length } = uploads.value;
  if (length === 0) return null;
  const oldest = length < MAX_UPLOADS ? undefined : uploads.value.at(-1);
  return (
    <p class="pictures-room small muted">
      {`Yours: ${length} of ${MAX_UPLOADS} kept.`}
      {oldest && ` The next takes the place of “${oldest.title}”, the oldest.`}
    </p>
  );
}

function isChosen(picture: ChosenImage): boolean {
  return picture.imageId === image.value?.imageId;
}

function remove(picture: ChosenImage): void {
  forgetImage(picture.imageId);
  if (!isChosen(picture)) return;
  const list = samples.value;
  const first = list.state === "ready" ? list.value[0] : undefined;
  chooseImage(uploads.value[0] ?? (first ? sampleImage(first) : null));
}
