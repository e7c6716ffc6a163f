import { effect, useComputed, useSignal } from "@preact/signals";
import { useCallback, useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { pixelRegion, type Region } from "../../geometry/receptiveField.ts";
import { range, valueAt } from "../../geometry/tensor.ts";
import type { Layer } from "../../protocol/messages.ts";
import { isShown } from "../../state/shown.ts";
import { worded } from "../../state/wording.ts";
import { ARROWS } from "../../ui/arrowKeys.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { useOverlay } from "../../ui/overlays.ts";
import { MapSwitch } from "../ablation/MapSwitch.tsx";
import { clamp, type Point } from "../masks/mask.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { Marked } from "../pictures/Marked.tsx";
import { mapPicture, pixelText, valueText } from "../pictures/mapPicture.ts";
import { ScaleRow } from "../pictures/ScaleRow.tsx";
import { criterionTitle, scoreText } from "../scene/criterion.ts";
import { useStructure } from "../session/useStructure.ts";
import { computedFrom, inputField } from "./mapField.ts";

/** One map, large, with the value under the pointer, and beside it what that pixel is computed from. */
export function LargeMap({ layer }: { layer: Layer }) {
  const { ablation, computed, display, maps, subject } = useStructure();
  const at = useSignal<Point | null>(null);
  useOverlay(() => maps.enlarge(null), "sheet");
  const frame = useRef<HTMLDivElement>(null);
  const field = useComputed(() => inputField(subject.network.value, layer, at.value));
  useLayoutEffect(() => frame.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const stop = effect(() => {
      const [point, map] = [at.value, maps.large.value?.map];
      maps.pointed.value = point && map ? { channel: map.channel, ...point } : null;
    });
    return () => {
      stop();
      maps.pointed.value = null;
    };
  }, [maps, at]);
  const now = maps.large.value;
  const colours = display.lookup.value;
  const tensor = now?.map.map;
  const paint = useCallback(() => mapPicture(tensor ?? EMPTY, colours), [tensor, colours]);
  if (!now || !tensor) return null;
  const criterion = display.criterion.value;
  const [height = 1, width = 1] = tensor.shape;
  const { min, max } = range(tensor);

  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (event.key === "Enter" && explained) explain();
    if (event.key.toLowerCase() === "x" && !event.ctrlKey && !event.metaKey && isShown("ablation"))
      ablation.toggle(layer.name, [now.map.channel]);
    if (!arrow) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.shiftKey) {
      maps.step(arrow[0] + arrow[1]);
      return;
    }
    const from = at.value ?? { row: (height - 1) >> 1, column: (width - 1) >> 1 };
    at.value = {
      row: clamp(from.row + arrow[0], 0, height - 1),
      column: clamp(from.column + arrow[1], 0, width - 1),
    };
  };

  const explained = isShown("clusters");
  const explain = () => {
    const from = at.value ?? { row: (height - 1) >> 1, column: (width - 1) >> 1 };
    computed.open({ layer: layer.name, output: null, channel: now.map.channel, ...from });
  };

  const look = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    if (!box) return;
    at.value = {
      row: clamp(Math.floor(((event.clientY - box.top) / box.height) * height), 0, height - 1),
      column: clamp(Math.floor(((event.clientX - box.left) / box.width) * width), 0, width - 1),
    };
  };

  return (
    <div class="large">
      <div class="large-pair">
        <figure class="large-figure">
          <Marked region={at.value && pixelRegion(at.value.row, at.value.column)} height={height} width={width}>
            <div
              ref={frame}
              class="large-map"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys of its own, which its description names
              tabIndex={0}
              role="application"
              aria-label={`Channel ${now.map.channel}`}
              aria-description={
                "Arrow keys go to the next and previous map; with Shift they move the pixel that is read." +
                (explained ? " Enter tells how that pixel is computed." : "") +
                (isShown("ablation") ? " X switches the map off and on." : "")
              }
              onKeyDown={onKeyDown}
              onPointerDown={look}
              onPointerMove={look}
              // A finger has nothing to point with before it presses: it asks by the button below.
              onClick={(event) => explained && wasMouse(event) && explain()}
              onPointerLeave={(event) => {
                // A finger that is lifted has not gone elsewhere: what it tapped stays to be read.
                if (event.pointerType !== "touch") at.value = null;
              }}
            >
              <span class={ablation.countOff(layer.name, [now.map.channel]) > 0 ? "is-off" : undefined}>
                <LazyCanvas width={width} height={height} paint={paint} />
              </span>
            </div>
          </Marked>
          <figcaption class="large-facts small number">
            <span class="large-scale" aria-hidden="true">
              <ScaleRow low={valueText(min)} high={valueText(max)} />
            </span>
            <span aria-live="polite">
              {at.value
                ? pixelText(at.value, valueAt(tensor, at.value.row, at.value.column))
                : `${criterionTitle(criterion)} ${scoreText(criterion, now.map.score, 3)}`}
            </span>
          </figcaption>
        </figure>
        <InputFigure region={field.value} />
      </div>
      <div class="large-steps">
        <IconButton icon="chevron-left" label="Previous map" disabled={now.place === 0} onClick={() => maps.step(-1)} />
        <span class="small muted number">{`${now.place + 1} of ${maps.sorted.value.length}`}</span>
        <IconButton
          icon="chevron-right"
          label="Next map"
          disabled={now.place === maps.sorted.value.length - 1}
          onClick={() => maps.step(1)}
        />
        {isShown("ablation") && <MapSwitch what="Map" layer={layer.name} channels={[now.map.channel]} />}
        {explained && <Button onClick={explain}>How is this computed?</Button>}
      </div>
    </div>
  );
}

const EMPTY = { shape: [1, 1], dtype: "u1" as const, scale: 0, offset: 0, data: new Uint8Array(1) };

/** Whether a press was a mouse's, or a pen's, which point before they press. */
function wasMouse(event: MouseEvent): boolean {
  return !(event instanceof PointerEvent) || event.pointerType !== "touch";
}

/** The input, and the part of it that the pixel is computed from. */
function InputFigure({ region }: { region: Region | null }) {
  const picture = useStructure().inputs.preview.value;
  const paint = useCallback(() => picture ?? { height: 1, width: 1, data: new Uint8ClampedArray(4) }, [picture]);
  if (!picture) return null;
  return (
    <figure class="large-figure">
      <Marked region={region} height={picture.height} width={picture.width} darken>
        <LazyCanvas width={picture.width} height={picture.height} paint={paint} label="Input image" />
      </Marked>
      <figcaption class="large-facts small muted number">
        {region ? computedFrom(region) : worded("{Point at} the map to see what a pixel is computed from")}
      </figcaption>
    </figure>
  );
}
