import { go } from "../state/address.ts";
import { Button, IconButton } from "../ui/Button.tsx";
import { Panel } from "../ui/Panel.tsx";
import { imageAt } from "./fold.ts";
import { ImageFacts } from "./ImageFacts.tsx";
import { MaskedImage } from "./MaskedImage.tsx";
import { asked, pool, supportVectors } from "./run.ts";
import { hovered, selected } from "./selection.ts";
import "./details.css";

/** The masked copy that is chosen, or else pointed at. */
export function Details() {
  const now = pool.value;
  const index = selected.value ?? hovered.value?.index ?? null;
  const image = imageAt(now, index);
  const pinned = selected.value !== null && image !== undefined;
  return (
    <Panel
      title={image ? `Masked copy ${image.index}` : "Masked copy"}
      help="position"
      actions={
        pinned && (
          <IconButton
            icon="close"
            label="Let go of this copy"
            onClick={() => {
              selected.value = null;
            }}
          />
        )
      }
    >
      {now && image ? (
        <div class="pool-details">
          <MaskedImage image={image} side={168} supportVector={supportVectors.value.has(image.index)} outlined />
          <ImageFacts pool={now} image={image} />
          <Button icon="network" onClick={() => openInStructure(image.index)}>
            Open in scene 1
          </Button>
        </div>
      ) : (
        <p class="muted small">
          Point at an image in the scene, or at a line of the list, to see its mask and probabilities. Click to keep it
          here.
        </p>
      )}
    </Panel>
  );
}

/** Shows the network's layers for a masked copy: the same image, the same mask, the same fill. */
export function openInStructure(index: number): void {
  const image = imageAt(pool.value, index);
  if (!image) return;
  const { top, left, height, width } = image.mask;
  const fill = asked.value?.fill ?? "black";
  go("structure", { masks: `r${top},${left},${height},${width}`, fill: fill === "black" ? null : fill });
}
