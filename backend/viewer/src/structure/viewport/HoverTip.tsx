import { useLayoutEffect, useRef } from "preact/hooks";
import { type Kept, tipPlace } from "../../ui/tipPlace.ts";
import type { StructureHover } from "../scene/events.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { useStructure } from "../session/useStructure.ts";
import { FieldPictures } from "./FieldPictures.tsx";
import { hoverWords } from "./hoverWords.ts";
import "./hoverTip.css";

/** Below this height in CSS pixels a canvas has no room for a tip beside what it is about. */
const SMALL_CANVAS = 320;

/**
 * What the pixel under the pointer is: layer, cluster, place and value, and which tensor that is. It stands in a corner
 * of the scene, away from the column that is pointed at and from those on which the field is drawn.
 */
export function HoverTip() {
  const box = useRef<HTMLDivElement>(null);
  const session = useStructure();
  const hover = session.viewport.hovered.value;
  useLayoutEffect(() => {
    const element = box.current;
    const host = element?.offsetParent;
    if (!hover || !element || !host) return;
    const canvas = session.viewport.seen.value?.element;
    if (!canvas) return;
    const tools = host.querySelector<HTMLElement>(".scene-toolbar");
    const { offsetTop: top, offsetHeight, offsetWidth: right } = canvas;
    // On a small canvas any corner would cover most of it: there the strip below gives way.
    const bottom = offsetHeight < SMALL_CANVAS ? host.clientHeight : top + offsetHeight;
    const room = { left: 0, top, right, bottom };
    const kept = lookedAt(session, hover).map((box) => ({ ...box, top: box.top + top, bottom: box.bottom + top }));
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const place = tipPlace(size, room, tools ? [...kept, boxOf(tools)] : kept);
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
  }, [hover]);
  if (!hover) return <div class="unseen" aria-live="polite" />;
  const { title, plain, quiet } = hoverWords(session, hover);
  return (
    <div ref={box} class="hover-tip number" aria-live={hover.by === "pointer" ? "off" : "polite"}>
      <div class="hover-words">
        <p class="hover-title">{title}</p>
        {plain.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {quiet.map((line) => (
          <p key={line} class="hover-quiet">
            {line}
          </p>
        ))}
      </div>
      <FieldPictures hover={hover} />
    </div>
  );
}

/** What a tip should leave in sight, in CSS pixels of the canvas: the field first, then what is pointed at. */
function lookedAt(session: StructureSession, hover: StructureHover): Kept[] {
  const { row, column } = hover;
  const at = session.viewport.seen.value?.project(hover.layer, hover.cluster, row, column);
  const pixel = at ? [{ left: at.x - 30, top: at.y - 30, right: at.x + 30, bottom: at.y + 30, weight: 10 }] : [];
  const field = hover.previous === null ? [] : columnBox(session, hover.previous, hover.position - 1, 1);
  const input = hover.previous === null || session.display.fieldOnInput.value ? inputBox(session) : [];
  const own = columnBox(session, hover.layer, hover.position, 0.25);
  return [...pixel, ...field, ...input, ...own, ...earlierBoxes(session, hover)];
}

/** All at once, columns are marked that are further back than the one before. */
function earlierBoxes(session: StructureSession, hover: StructureHover): Kept[] {
  if (session.display.view.value !== "overview") return [];
  const earlier = session.display.columnLayers.value.slice(0, Math.max(0, hover.position - 1));
  return earlier.flatMap(({ name }, position) => columnBox(session, name, position, 0.5));
}

function columnBox(session: StructureSession, name: string, position: number, weight: number): Kept[] {
  const { answers, subject, viewport } = session;
  const seen = viewport.seen.value;
  const last = (answers.columns.value[position]?.clusters.length ?? 1) - 1;
  const layer = subject.network.value?.layers.find((candidate) => candidate.name === name);
  const { height = 1, width = 1 } = layer ?? {};
  return around(weight, [
    seen?.project(name, 0, 0, 0),
    seen?.project(name, 0, 0, width - 1),
    seen?.project(name, last, height - 1, 0),
    seen?.project(name, last, height - 1, width - 1),
  ]);
}

function inputBox({ subject, viewport }: StructureSession): Kept[] {
  const seen = viewport.seen.value;
  const { height, width } = subject.inputSize.value ?? { height: 1, width: 1 };
  return around(1, [
    seen?.projectInput(0, 0),
    seen?.projectInput(0, width - 1),
    seen?.projectInput(height - 1, 0),
    seen?.projectInput(height - 1, width - 1),
  ]);
}

/** The box round these points; none where one of them is behind the camera. */
function around(weight: number, points: ({ x: number; y: number } | null | undefined)[]): Kept[] {
  const seen = points.filter((point) => point !== null && point !== undefined);
  if (seen.length < points.length) return [];
  const [xs, ys] = [seen.map(({ x }) => x), seen.map(({ y }) => y)];
  return [{ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys), weight }];
}

function boxOf({ offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight }: HTMLElement): Kept {
  return { left, top, right: left + offsetWidth, bottom: top + offsetHeight, weight: 1 };
}
