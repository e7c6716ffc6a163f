import { Button, IconButton } from "../ui/Button.tsx";
import { openInStructure } from "./Details.tsx";
import { ImageFacts } from "./ImageFacts.tsx";
import { MaskedImage } from "./MaskedImage.tsx";
import { pool, supportVectors } from "./run.ts";
import { selected } from "./selection.ts";
import "./pinned.css";

/** The chosen copy over the scene, in narrow windows, where the panel that shows it may be put away. */
export function PinnedCard() {
  const now = pool.value;
  const image = selected.value === null ? undefined : now?.images[selected.value];
  if (!now || !image) return null;
  return (
    <section class="pool-pinned" aria-label={`Masked copy ${image.index}`}>
      <div class="pool-pinned-side">
        <MaskedImage image={image} side={88} supportVector={supportVectors.value.has(image.index)} outlined />
        <Button icon="network" onClick={() => openInStructure(image.index)}>
          Scene 1
        </Button>
      </div>
      <ImageFacts pool={now} image={image} brief />
      <IconButton
        icon="close"
        label="Let go of this copy"
        onClick={() => {
          selected.value = null;
        }}
      />
    </section>
  );
}
