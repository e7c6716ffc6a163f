import { useEffect, useRef } from "preact/hooks";
import { worded } from "../../state/wording.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { imageAt } from "../run/fold.ts";
import { usePool } from "../session/usePool.ts";
import { ImageFacts } from "./ImageFacts.tsx";
import { MaskedImage } from "./MaskedImage.tsx";
import { openInStructure } from "./openInStructure.ts";
import "./details.css";

/** The least of the panel, in CSS pixels, that says enough of a copy: its picture and the answer. */
const ENOUGH = 240;

/** Shares of the panel at whose passing in or out of sight it is looked at again. */
const STEPS = Array.from({ length: 21 }, (_, step) => step / 20);

/** The masked copy that is chosen, or else pointed at. */
export function Details() {
  const session = usePool();
  const { run, boundary, selection } = session;
  const { hovered, selected, detailsSeen } = selection;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        const { height } = entry.intersectionRect;
        detailsSeen.value = entry.isIntersecting && height >= Math.min(ENOUGH, entry.boundingClientRect.height - 1);
      },
      { threshold: STEPS },
    );
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      detailsSeen.value = false;
    };
  }, [detailsSeen]);
  const now = run.pool.value;
  const index = selected.value ?? hovered.value?.index ?? null;
  const image = imageAt(now, index);
  const pinned = selected.value !== null && image !== undefined;
  return (
    <Panel
      title={image ? `Masked copy ${image.index}` : "Masked copy"}
      help="position"
      actions={pinned && <IconButton icon="close" label="Let go of this copy" onClick={() => selection.choose(null)} />}
    >
      <div ref={place} class="pool-details">
        {now && image ? (
          <>
            <MaskedImage
              image={image}
              side={168}
              supportVector={boundary.supportVectors.value.has(image.index)}
              outlined
            />
            <ImageFacts pool={now} image={image} />
            <Button icon="network" onClick={() => openInStructure(session, image.index)}>
              Open in scene 1
            </Button>
          </>
        ) : (
          <p class="muted small">
            {worded(
              "{Point at an image in the scene, or at a line of the list, to see its mask and probabilities. Click to keep it here|Tap an image in the scene, or a line of the list, to see its mask and probabilities}.",
            )}
          </p>
        )}
      </div>
    </Panel>
  );
}
