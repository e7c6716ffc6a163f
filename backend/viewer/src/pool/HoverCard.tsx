import { useLayoutEffect, useRef } from "preact/hooks";
import { imageAt } from "./fold.ts";
import { ImageFacts } from "./ImageFacts.tsx";
import { MaskedImage } from "./MaskedImage.tsx";
import { pool, supportVectors } from "./run.ts";
import { hovered, selected } from "./selection.ts";
import "./card.css";

/** Space between the pointer and the card, in CSS pixels: the enlarged image stays in sight. */
const AWAY = 44;

/** What is under the pointer, beside it: the mask enlarged, and what the network answers. */
export function HoverCard() {
  const card = useRef<HTMLDivElement>(null);
  const hover = hovered.value;
  const now = pool.value;
  // The chosen copy is beside the scene already.
  const image = hover?.pointer && hover.index !== selected.value ? imageAt(now, hover.index) : undefined;
  useLayoutEffect(() => {
    const { current } = card;
    const pointer = hover?.pointer;
    if (!current || !pointer) return;
    const { offsetWidth: width, offsetHeight: height } = current;
    const right = pointer.x + AWAY + width < innerWidth - 8;
    const top = Math.min(Math.max(pointer.y - height / 2, 64), innerHeight - height - 8);
    current.style.left = `${right ? pointer.x + AWAY : pointer.x - AWAY - width}px`;
    current.style.top = `${Math.max(8, top)}px`;
  });
  if (!now || !image) return null;
  return (
    // The same facts stand in the panel, where screen readers find them.
    <div ref={card} class="pool-card" inert>
      <MaskedImage image={image} side={128} supportVector={supportVectors.value.has(image.index)} outlined />
      <ImageFacts pool={now} image={image} brief />
    </div>
  );
}
