import { useLayoutEffect, useRef } from "preact/hooks";
import { type Kept, tipPlace } from "../../ui/tipPlace.ts";
import { imageAt } from "../run/fold.ts";
import type { PoolScene } from "../scene/PoolScene.ts";
import { usePool } from "../session/usePool.ts";
import { ImageFacts } from "./ImageFacts.tsx";
import { MaskedImage } from "./MaskedImage.tsx";
import "./card.css";

/** How much around the image that is pointed at stays in sight: it grows, and so do its neighbours when it is left. */
const AROUND = 64;
/** Whatever else is over the scene; to cover one of these is bad, to cover the image is worse. */
const OVER_SCENE = ".pool-label, .pool-tools, .pool-status > *";
const WORSE = 20;

/**
 * What is under the pointer, where the panel that says the same is out of sight. It stands in the corner of the scene
 * where it covers least, and never over a panel.
 */
export function HoverCard({ scene }: { scene: PoolScene }) {
  const card = useRef<HTMLDivElement>(null);
  const { run, boundary, selection } = usePool();
  const { hovered, selected, detailsSeen } = selection;
  const hover = hovered.value;
  const now = run.pool.value;
  // The chosen copy is beside the scene already.
  const wanted = hover?.pointer && hover.index !== selected.value && !detailsSeen.value;
  const image = wanted ? imageAt(now, hover.index) : undefined;
  useLayoutEffect(() => {
    const { current } = card;
    const stage = current?.parentElement;
    const view = stage?.parentElement;
    if (!current || !stage || !view || !image) return;
    const room = { left: 0, top: 0, right: stage.clientWidth, bottom: stage.clientHeight };
    const size = { width: current.offsetWidth, height: current.offsetHeight };
    const place = tipPlace(size, room, [...pointedAt(scene, image.index), ...over(stage, view)]);
    current.style.left = `${place.left}px`;
    current.style.top = `${place.top}px`;
  });
  if (!now || !image) return null;
  return (
    // The same facts stand in the panel, where screen readers find them.
    <div ref={card} class="pool-card" inert>
      <MaskedImage image={image} side={96} supportVector={boundary.supportVectors.value.has(image.index)} outlined />
      <ImageFacts pool={now} image={image} brief />
    </div>
  );
}

function pointedAt(scene: PoolScene, index: number): Kept[] {
  const at = scene.project(index);
  if (!at) return [];
  const half = at.half + AROUND;
  return [{ left: at.x - half, right: at.x + half, top: at.y - half, bottom: at.y + half, weight: WORSE }];
}

/** What stands over the stage, in its coordinates. */
function over(stage: HTMLElement, view: HTMLElement): Kept[] {
  const origin = stage.getBoundingClientRect();
  return [...view.querySelectorAll(OVER_SCENE)].map((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const { left: x, top: y } = origin;
    return { left: left - x, right: right - x, top: top - y, bottom: bottom - y, weight: 1 };
  });
}
