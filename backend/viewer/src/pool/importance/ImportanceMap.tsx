import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { valueAt } from "../../geometry/tensor.ts";
import type { Tensor } from "../../protocol/messages.ts";
import { tellSetting } from "../../state/choose.ts";
import { Button } from "../../ui/Button.tsx";
import { count } from "../../ui/words.ts";
import { points } from "../images/facts.ts";
import { imageAt } from "../run/fold.ts";
import { usePool } from "../session/usePool.ts";
import { ColourBar } from "./ColourBar.tsx";
import { covering, type Pixel } from "./covering.ts";
import { importanceOver, largest } from "./importance.ts";
import { pixelAfter } from "./pixelKeys.ts";
import "./importance.css";

interface MapProps {
  image: Tensor;
  importance: Tensor;
  /** Name of the label examined. */
  label: string;
}

/**
 * The heat map: pointing at a pixel reads its value and lights the copies that hide it, a click, a finger or the
 * keyboard keeps the pixel; and the mask of the copy that is pointed at elsewhere is outlined on it.
 */
export function ImportanceMap({ image, importance, label }: MapProps) {
  const { pixel } = usePool().selection;
  const canvas = useRef<HTMLCanvasElement>(null);
  const held = useSignal(false);
  const [height = 1, width = 1] = importance.shape;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    context?.putImageData(new ImageData(importanceOver(image, importance), width, height), 0, 0);
  }, [image, importance, width, height]);
  useEffect(
    () => () => {
      pixel.value = null;
    },
    [pixel],
  );

  const at = pixel.value;
  const keep = (place: Pixel) => {
    pixel.value = place;
    held.value = true;
    tellSetting("importance_pixel", `${place.row},${place.column}`);
  };
  const letGo = () => {
    if (held.value) tellSetting("importance_pixel", "none");
    held.value = false;
    pixel.value = null;
  };
  const under = (event: PointerEvent): Pixel | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return null;
    const row = Math.floor(((event.clientY - box.top) / box.height) * height);
    const column = Math.floor(((event.clientX - box.left) / box.width) * width);
    return row >= 0 && row < height && column >= 0 && column < width ? { row, column } : null;
  };
  const onPointerMove = (event: PointerEvent) => {
    // What is kept stays while the pointer is on its way to the copies; a finger draws it along.
    if (held.value && pixel.value && event.buttons === 0) return;
    held.value = event.buttons !== 0 && held.value;
    pixel.value = under(event) ?? pixel.value;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = pixelAfter(at, event, { width, height });
    if (to) {
      event.preventDefault();
      pixel.value = to;
      held.value = true;
    } else if (event.key === "Escape" && at) letGo();
  };

  return (
    <div class="pool-importance">
      <div
        class="pool-importance-map"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the value at each place must be in reach of the keyboard
        tabIndex={0}
        role="img"
        aria-label={`Importance of each pixel for ${label}. Arrow keys read the value at a place and light the copies that hide it; Escape lets go of it.`}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          // A key that is held down passes over many places; the last one is told.
          if (event.key.startsWith("Arrow") && pixel.value) keep(pixel.value);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={(event) => {
          const place = under(event);
          if (place) keep(place);
        }}
        onPointerLeave={() => {
          if (!held.value) pixel.value = null;
        }}
      >
        <canvas ref={canvas} width={width} height={height} />
        <MaskOutline width={width} height={height} />
        {at && (
          <span
            class="pool-importance-probe"
            data-held={held.value}
            style={{ left: `${((at.column + 0.5) / width) * 100}%`, top: `${((at.row + 0.5) / height) * 100}%` }}
          />
        )}
      </div>
      <ColourBar most={largest(importance)} value={at && valueAt(importance, at.row, at.column)} />
      <Words label={label} importance={importance} at={at} held={held} onLetGo={letGo} />
    </div>
  );
}

/** What the mask of the copy that is pointed at, or else of the one that is chosen, hides of the map. */
function MaskOutline({ width, height }: { width: number; height: number }) {
  const { run, selection } = usePool();
  const pointedAt = imageAt(run.pool.value, selection.hovered.value?.index ?? selection.selected.value);
  if (!pointedAt) return null;
  const { mask } = pointedAt;
  return (
    <span
      class="pool-importance-mask"
      data-copy={pointedAt.index}
      style={{
        left: `${(mask.left / width) * 100}%`,
        top: `${(mask.top / height) * 100}%`,
        width: `${(mask.width / width) * 100}%`,
        height: `${(mask.height / height) * 100}%`,
      }}
    />
  );
}

interface WordsProps {
  label: string;
  importance: Tensor;
  at: Pixel | null;
  held: Signal<boolean>;
  onLetGo: () => void;
}

/** The value at a pixel, and how many copies hide it. */
function Words({ label, importance, at, held, onLetGo }: WordsProps) {
  const { run, display } = usePool();
  if (!at) {
    return (
      <p class="small muted pool-importance-words" role="status">
        Mean drop of {label} when a pixel is hidden, in percentage points (pp).
      </p>
    );
  }
  const hiding = covering(run.pool.value?.images ?? [], at);
  const changed = hiding.filter((image) => !image.kept).length;
  const lit = covering(display.shownImages.value, at).length;
  return (
    <div class="pool-importance-words">
      <p class="small" role="status">
        <span class="number">{points(valueAt(importance, at.row, at.column))}</span> at row {at.row}, column {at.column}
        , the mean over {count(hiding.length, "copy that hides", "copies that hide")} it: {hiding.length - changed}{" "}
        kept, {changed} changed.{" "}
        <span class="muted">{lit === 0 ? "None of them is in the scene." : `Lit in the scene: ${lit}.`}</span>
      </p>
      {held.value && (
        <Button kind="quiet" onClick={onLetGo}>
          Let go of this pixel
        </Button>
      )}
    </div>
  );
}
