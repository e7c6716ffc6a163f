import { IconButton } from "../../ui/Button.tsx";
import { imageAt } from "../run/fold.ts";
import { usePool } from "../session/usePool.ts";
import { ImageFacts } from "./ImageFacts.tsx";
import { MaskedImage } from "./MaskedImage.tsx";
import { openInStructure } from "./openInStructure.ts";
import "./pinned.css";

/** The chosen copy over the scene, in narrow windows, where the panel that shows it may be put away. */
export function PinnedCard() {
  const session = usePool();
  const { run, boundary, selection } = session;
  const { selected } = selection;
  const now = run.pool.value;
  const image = imageAt(now, selected.value);
  if (!now || !image) return null;
  return (
    <section class="pool-pinned" aria-label={`Masked copy ${image.index}`}>
      <MaskedImage image={image} side={60} supportVector={boundary.supportVectors.value.has(image.index)} outlined />
      <ImageFacts pool={now} image={image} brief />
      <div class="pool-pinned-side">
        <IconButton icon="close" label="Let go of this copy" onClick={() => selection.choose(null)} />
        <IconButton icon="network" label="Open in scene 1" onClick={() => openInStructure(session, image.index)} />
      </div>
    </section>
  );
}
