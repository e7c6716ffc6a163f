import { image } from "../state/choice.ts";
import { chooseImage } from "../state/fitting.ts";
import { dismissGone, type GoneImages, goneImages } from "../state/goneImages.ts";
import { bringBack, uploads } from "../state/images.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { goneWords } from "./goneWords.ts";
import "./intakes.css";

/** Which of the person's pictures are no longer kept, and the way back. It stays until it has been seen. */
export function GoneNote() {
  const gone = goneImages.value;
  if (gone === null) return null;
  return (
    <div class="gone-note" role="status">
      <p>{goneWords(gone)}</p>
      <Button icon="undo" onClick={undo}>
        {words(gone)}
      </Button>
      <IconButton icon="close" label="Dismiss" onClick={dismissGone} />
    </div>
  );
}

function words({ images, madeRoom }: GoneImages): string {
  if (!madeRoom) return "Undo";
  return images.length === 1 ? "Keep it instead" : "Keep them instead";
}

/** Brings them back. A picture that goes in their place is not looked at any longer. */
function undo(): void {
  const back = goneImages.value?.images[0];
  bringBack();
  const own = image.value?.origin === "upload" || image.value?.origin === "camera";
  const here = (imageId: string | undefined) => uploads.value.find((one) => one.imageId === imageId);
  if (own && !here(image.value?.imageId)) chooseImage(here(back?.imageId) ?? uploads.value[0] ?? null);
}
