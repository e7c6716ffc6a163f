import { useComputed, useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { valueAt } from "../../geometry/tensor.ts";
import { choose } from "../../state/choose.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { count } from "../../ui/words.ts";
import { clamp, type Point } from "../masks/mask.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { Marked } from "../pictures/Marked.tsx";
import { mapPicture, valueText } from "../pictures/mapPicture.ts";
import { sizeOf } from "../pictures/picture.ts";
import { useStructure } from "../session/useStructure.ts";
import { type ChannelDifference, commonRange, differenceMap, lookupOnScale } from "./differences.ts";
import { DIVERGING_STOPS, divergingPicture } from "./diverging.ts";

type Scale = "layer" | "map";

/** Every channel: its map of A, of B, and B − A; the most different first. */
export function DifferenceList() {
  const scale = useSignal<Scale>("layer");
  const pairs = useStructure().comparison.differences.value;
  if (!pairs) return null;
  const limit = pairs.reduce((largest, pair) => Math.max(largest, pair.largest), 0);
  const same = pairs.filter((pair) => pair.largest === 0).length;
  return (
    <section class="differences" aria-label="Feature maps">
      <header class="differences-head">
        <div>
          <h3>Feature maps, the most different first</h3>
          <p class="small muted">
            {`A and B of a channel share one scale. B − A: blue is less, red is more.${
              same > 0 ? ` ${count(same, "map")} ${same === 1 ? "is" : "are"} the same.` : ""
            }`}
          </p>
        </div>
        <div class="differences-scale">
          <span class="small muted number">{scale.value === "layer" ? `−${valueText(limit)}` : "B < A"}</span>
          <span
            class="map-swatch differences-swatch"
            aria-hidden="true"
            style={{ backgroundImage: `linear-gradient(to right, ${DIVERGING_STOPS.join(", ")})` }}
          />
          <span class="small muted number">{scale.value === "layer" ? `+${valueText(limit)}` : "B > A"}</span>
          <Segmented<Scale>
            label="Scale of the difference"
            options={[
              { value: "layer", label: "One scale" },
              { value: "map", label: "Each its own" },
            ]}
            value={scale.value}
            onChange={(value) => choose("difference_scale", scale, value)}
          />
        </div>
      </header>
      <ol class="differences-list">
        {pairs.map((pair) => (
          <Difference key={pair.channel} pair={pair} limit={scale.value === "layer" ? limit : pair.largest} />
        ))}
      </ol>
    </section>
  );
}

function Difference({ pair, limit }: { pair: ChannelDifference; limit: number }) {
  const at = useSignal<Point | null>(null);
  const colours = useStructure().display.lookup.value;
  const { a, b } = pair;
  const paintA = useCallback(() => paintOnScale(a.map, [a.map, b.map], colours), [a, b, colours]);
  const paintB = useCallback(() => paintOnScale(b.map, [a.map, b.map], colours), [a, b, colours]);
  const paintDifference = useCallback(
    () => divergingPicture(differenceMap(a.map, b.map), sizeOf(a.map), limit),
    [a, b, limit],
  );
  const { height, width } = sizeOf(a.map);
  const region = useComputed(() => {
    const point = at.value;
    return point && { top: point.row, bottom: point.row, left: point.column, right: point.column };
  });
  const point = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    at.value = {
      row: clamp(Math.floor(((event.clientY - box.top) / box.height) * height), 0, height - 1),
      column: clamp(Math.floor(((event.clientX - box.left) / box.width) * width), 0, width - 1),
    };
  };
  const leave = () => {
    at.value = null;
  };
  return (
    <li class="difference">
      <div class="difference-maps">
        {[paintA, paintB, paintDifference].map((paint, index) => (
          <Marked key={index} region={region.value} height={height} width={width}>
            <LazyCanvas width={width} height={height} paint={paint} onPointerMove={point} onPointerLeave={leave} />
          </Marked>
        ))}
      </div>
      <p class="difference-words small number">
        <span>{`Channel ${pair.channel}`}</span>
        <span class="muted">{at.value ? numbers(pair, at.value) : `mean |B − A| ${valueText(pair.mean)}`}</span>
      </p>
    </li>
  );
}

function numbers({ a, b }: ChannelDifference, { row, column }: Point): string {
  const one = valueAt(a.map, row, column);
  const other = valueAt(b.map, row, column);
  return `${valueText(one)} → ${valueText(other)}: ${other > one ? "+" : ""}${valueText(other - one)}`;
}

function paintOnScale(tensor: ChannelDifference["a"]["map"], both: (typeof tensor)[], colours: Uint8Array) {
  const { low, high } = commonRange(both);
  return mapPicture(tensor, lookupOnScale(tensor, low, high, colours));
}
