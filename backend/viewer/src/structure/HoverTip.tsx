import { useLayoutEffect, useRef } from "preact/hooks";
import { network } from "../state/choice.ts";
import { fieldOnInput } from "./display.ts";
import { valueText } from "./mapPicture.ts";
import { columns } from "./result.ts";
import type { StructureHover } from "./scene/events.ts";
import { hovered, scene } from "./sceneState.ts";
import { inputSize } from "./subject.ts";
import { type Box, tipPlace } from "./tipPlace.ts";

/**
 * What the pixel under the pointer is: layer, cluster, place and value, and which tensor that is. It stands in a corner
 * of the scene, away from the column that is pointed at and from those on which the field is drawn.
 */
export function HoverTip() {
  const box = useRef<HTMLDivElement>(null);
  const hover = hovered.value;
  useLayoutEffect(() => {
    const element = box.current;
    const host = element?.offsetParent;
    if (!hover || !element || !host) return;
    const canvas = host.querySelector<HTMLElement>(".scene-canvas");
    if (!canvas) return;
    const tools = host.querySelector<HTMLElement>(".scene-toolbar");
    const { offsetTop: top, offsetHeight, offsetWidth: right } = canvas;
    const room = { left: 0, top, right, bottom: top + offsetHeight };
    const kept = lookedAt(hover).map((box) => ({ ...box, top: box.top + top, bottom: box.bottom + top }));
    const size = { width: element.offsetWidth, height: element.offsetHeight };
    const place = tipPlace(size, room, tools ? [...kept, boxOf(tools)] : kept);
    element.style.left = `${place.left}px`;
    element.style.top = `${place.top}px`;
  }, [hover]);
  if (!hover) return <div class="unseen" aria-live="polite" />;
  const column = columns.value[hover.position];
  const layer = network.value?.layers.find((candidate) => candidate.name === hover.layer);
  const cluster = column?.clusters[hover.cluster];
  return (
    <div ref={box} class="hover-tip number" aria-live={hover.by === "pointer" ? "off" : "polite"}>
      <p class="hover-title">{hover.layer}</p>
      <p>
        {`Cluster ${hover.cluster + 1} of ${column?.clusters.length ?? 1}`}
        {cluster ? `, ${cluster.channels.length} ${cluster.channels.length === 1 ? "map" : "maps"}` : ""}
      </p>
      <p>{`Row ${hover.row}, column ${hover.column}: ${valueText(hover.value)}`}</p>
      {hover.region && (
        <p class="hover-quiet">
          {`From ${sizeText(hover.region)} of ${hover.previous ?? "the input"}`}
          {hover.previous && hover.inputRegion ? `, ${sizeText(hover.inputRegion)} of the input` : ""}
        </p>
      )}
      {!hover.region && hover.previous && <p class="hover-quiet">{`Does not read ${hover.previous}`}</p>}
      <p class="hover-quiet">{`First component of the maps after ${layer?.output ?? hover.layer}`}</p>
    </div>
  );
}

/** Where the columns that matter to a pixel are seen, in CSS pixels of the canvas. */
function lookedAt(hover: StructureHover): Box[] {
  const from = columns.value[hover.position - 1];
  const names = hover.previous === null ? [hover.layer] : [hover.layer, hover.previous];
  const boxes = names.map((name) => {
    const column = name === hover.layer ? columns.value[hover.position] : from;
    const last = (column?.clusters.length ?? 1) - 1;
    const layer = network.value?.layers.find((candidate) => candidate.name === name);
    return corners(
      scene.value?.project(name, 0, 0, 0),
      scene.value?.project(name, 0, 0, (layer?.width ?? 1) - 1),
      scene.value?.project(name, last, (layer?.height ?? 1) - 1, 0),
      scene.value?.project(name, last, (layer?.height ?? 1) - 1, (layer?.width ?? 1) - 1),
    );
  });
  if (hover.previous !== null && !fieldOnInput.value) return boxes.flat();
  const { height, width } = inputSize.value ?? { height: 1, width: 1 };
  const input = corners(
    scene.value?.projectInput(0, 0),
    scene.value?.projectInput(0, width - 1),
    scene.value?.projectInput(height - 1, 0),
    scene.value?.projectInput(height - 1, width - 1),
  );
  return [...boxes.flat(), ...input];
}

/** The box round these points; none where one of them is behind the camera. */
function corners(...points: ({ x: number; y: number } | null | undefined)[]): Box[] {
  const seen = points.filter((point) => point !== null && point !== undefined);
  if (seen.length < points.length) return [];
  const [xs, ys] = [seen.map(({ x }) => x), seen.map(({ y }) => y)];
  return [{ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) }];
}

function boxOf({ offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight }: HTMLElement): Box {
  return { left, top, right: left + offsetWidth, bottom: top + offsetHeight };
}

function sizeText(region: { top: number; left: number; bottom: number; right: number }): string {
  return `${region.bottom - region.top + 1} × ${region.right - region.left + 1}`;
}
