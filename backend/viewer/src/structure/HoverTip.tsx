import { useLayoutEffect, useRef } from "preact/hooks";
import { network } from "../state/choice.ts";
import { valueText } from "./mapPicture.ts";
import { clamp } from "./mask.ts";
import { columns } from "./result.ts";
import { hovered } from "./sceneState.ts";

/** Space between the pointer and the words, in CSS pixels. */
const AWAY = 16;

/** What the pixel under the pointer is: layer, cluster, place and value, and which tensor that is. */
export function HoverTip() {
  const box = useRef<HTMLDivElement>(null);
  const now = hovered.value;
  useLayoutEffect(() => {
    const element = box.current;
    const host = element?.offsetParent;
    if (!now || !element || !host) return;
    const { clientWidth: width, clientHeight: height } = host;
    const left = now.x + AWAY + element.offsetWidth > width ? now.x - AWAY - element.offsetWidth : now.x + AWAY;
    element.style.left = `${clamp(left, 4, width - element.offsetWidth - 4)}px`;
    element.style.top = `${clamp(now.y + AWAY, 4, height - element.offsetHeight - 4)}px`;
  }, [now]);
  if (!now) return <div class="unseen" aria-live="polite" />;
  const { hover } = now;
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

function sizeText(region: { top: number; left: number; bottom: number; right: number }): string {
  return `${region.bottom - region.top + 1} × ${region.right - region.left + 1}`;
}
