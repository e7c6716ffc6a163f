import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { PoolVertex } from "../../protocol/messages.ts";
import { ClassName } from "../../ui/ClassName.tsx";
import { percent } from "../../ui/words.ts";
import { EDGE, placeLabels } from "../scene/labelLayout.ts";
import type { PoolScene } from "../scene/PoolScene.ts";
import { usePool } from "../session/usePool.ts";
import { reachOfTools } from "./reachOfTools.ts";
import "./labels.css";

interface VertexLabelsProps {
  scene: PoolScene;
  /** Called before each frame; the labels add themselves. */
  viewed: Set<() => void>;
}

/** The labels at the vertices: text over the canvas, so that it is sharp and its meaning can be asked for. */
export function VertexLabels({ scene, viewed }: VertexLabelsProps) {
  const { run, meaning } = usePool();
  const elements = useRef<(HTMLElement | null)[]>([]);
  const list = useRef<HTMLUListElement>(null);
  const sizes = useRef<{ width: number; height: number }[]>([]);
  const reach = useRef(0);
  const vertices = run.pool.value?.vertices ?? [];
  const flat = vertices.length === 2;

  const place = () => {
    const tools = reach.current;
    const tasks = sizes.current.map((size, k) => {
      const vertex = scene.projectVertex(k);
      // On a segment images go far up and down, at its ends as well; else they stay within the body, where no label is.
      const covered = flat ? scene.coveredBeside(k, size.width / 2 + EDGE) : null;
      return {
        ...size,
        gap: 1.1 * scene.imageSideAt(k),
        vertex: vertex && { x: vertex.x, y: vertex.y - tools },
        covered: covered && { ...covered, top: covered.top - tools },
      };
    });
    const centre = scene.projectCentre();
    const { width, height } = scene.size;
    const places = placeLabels(tasks, { x: centre.x, y: centre.y - tools }, { width, height: height - tools });
    places.forEach((at, k) => {
      const element = elements.current[k];
      if (!element) return;
      element.style.visibility = at ? "visible" : "hidden";
      const vertex = tasks[k]?.vertex;
      const out = !vertex || vertex.x < 0 || vertex.x > width || vertex.y < -tools || vertex.y > height - tools;
      element.dataset.out = String(out);
      if (at) element.style.transform = `translate(${Math.round(at.left)}px, ${Math.round(at.top + tools)}px)`;
    });
  };

  // Sizes are measured when the words change and not in each frame, where it would cost a layout.
  useLayoutEffect(() => {
    sizes.current = vertices.map((_, k) => {
      const element = elements.current[k];
      return { width: element?.offsetWidth ?? 0, height: element?.offsetHeight ?? 0 };
    });
    if (list.current) reach.current = reachOfTools(list.current);
    place();
  }, [vertices]);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      reach.current = reachOfTools(element);
      place();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [scene]);
  useEffect(() => {
    viewed.add(place);
    return () => {
      viewed.delete(place);
    };
  });

  return (
    <ul
      ref={list}
      class="pool-labels"
      aria-label={`Labels at the ${meaning.corner.value}s of the ${meaning.body.value}`}
    >
      {vertices.map((vertex, k) => (
        <li
          key={k}
          ref={(element) => {
            elements.current[k] = element;
          }}
          class="pool-label"
        >
          <Words vertex={vertex} />
        </li>
      ))}
    </ul>
  );
}

function Words({ vertex }: { vertex: PoolVertex }) {
  const role = usePool().meaning.roleOf(vertex.label.index);
  return (
    <>
      <span class="pool-label-name">
        <ClassName label={vertex.label} />
      </span>
      <span class="pool-label-mean number">
        <span>
          <span aria-hidden="true">mean </span>
          {percent(vertex.mean_probability)}
          <span class="unseen"> on average over the pool</span>
          {role && " ·"}
        </span>{" "}
        {role && <span>{role}</span>}
      </span>
    </>
  );
}
