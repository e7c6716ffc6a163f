import { IconButton } from "../ui/Button.tsx";
import { openInStructure } from "./Details.tsx";
import { imageAt } from "./fold.ts";
import { ImageFacts } from "./ImageFacts.tsx";
import { MaskedImage } from "./MaskedImage.tsx";
import { pool, supportVectors } from "./run.ts";
import { selected } from "./selection.ts";
import "./pinned.css";

/** The chosen copy over the scene, in narrow windows, where the panel that shows it may be put away. */
export function PinnedCard() {
  const now = pool.value;
  const image = imageAt(now, selected.value);
  if (!now || !image) return null;
  return (
    <section class="pool-pinned" aria-label={`Masked copy ${image.index}`}>
      <MaskedImage image={image} side={60} supportVector={supportVectors.value.has(image.index)} outlined />
      <ImageFacts pool={now} image={image} brief />
      <div class="pool-pinned-side">
        <IconButton
          icon="close"
          label="Let go of this copy"
          onClick={() => {
            selected.value = null;
          }}
        />
        <IconButton icon="network" label="Open in scene 1" onClick={() => openInStructure(image.index)} />
      </div>
    </section>
  );
}
