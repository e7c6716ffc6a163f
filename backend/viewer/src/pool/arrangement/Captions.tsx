import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { PoolScene } from "../scene/PoolScene.ts";
import { usePool } from "../session/usePool.ts";
import { placeCaptions } from "./captionPlaces.ts";
import "./arrangement.css";

interface CaptionsProps {
  scene: PoolScene;
  /** Called before each frame; the captions add themselves. */
  viewed: Set<() => void>;
}

/** What stands above or beside copies in a plane: text over the canvas, so that it is sharp. */
export function Captions({ scene, viewed }: CaptionsProps) {
  const { display, run } = usePool();
  const elements = useRef<(HTMLElement | null)[]>([]);
  const captions = display.layout.value?.captions ?? [];

  const place = () => {
    placeCaptions(scene, captions).forEach((at, k) => {
      const element = elements.current[k];
      if (!element) return;
      element.style.visibility = at ? "visible" : "hidden";
      if (at) element.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`;
    });
  };
  useLayoutEffect(place, [captions, scene]);
  useEffect(() => {
    viewed.add(place);
    return () => {
      viewed.delete(place);
    };
  });

  const label =
    display.arrangement.value === "photo"
      ? "Windows of the pool"
      : `Change of the probability of ${run.pool.value?.examined.label.name ?? "the label"}, of the first copy of each row`;
  return (
    <ul class="pool-captions" aria-label={label}>
      {captions.map(({ at, text, more }, k) => (
        <li
          key={k}
          ref={(element) => {
            elements.current[k] = element;
          }}
        >
          <span class="pool-caption number" data-at={at}>
            {text}
            {more && <span class="muted"> {more}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
