import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { valueAt } from "../../geometry/tensor.ts";
import type { Tensor } from "../../protocol/messages.ts";
import { isShown } from "../../state/shown.ts";
import { FoldingPanel } from "../FoldingPanel.tsx";
import { points } from "../images/facts.ts";
import { usePool } from "../session/usePool.ts";
import { LabelChoice } from "../settings/LabelChoice.tsx";
import { ImportanceCheck } from "./ImportanceCheck.tsx";
import { importanceOver, largest, overlay } from "./importance.ts";
import "./importance.css";

/** Rows and columns that an arrow key moves the probe by; with Shift it is one. */
const STEP = 8;

/** Where the examined label's evidence lies: a heat map over the image made grey. */
export function ImportancePanel() {
  const { run } = usePool();
  const now = run.pool.value;
  const asItIs = !run.outdated.value;
  return (
    <FoldingPanel name="importance" title="Importance" help="importance" data-tour="importance">
      {now?.importance && now.image ? (
        <>
          {/* The server knows the pool: another label is there at once, unless other settings have changed too. */}
          {isShown("choice") && <LabelChoice title="Importance for" onChosen={() => asItIs && run.start()} />}
          <ImportanceMap image={now.image} importance={now.importance} label={now.examined.label.name} />
          {isShown("choice") && <ImportanceCheck />}
        </>
      ) : (
        <p class="muted small">
          The heat map comes when the pool is whole: it is the mean over all masks that cover a pixel.
        </p>
      )}
    </FoldingPanel>
  );
}

interface MapProps {
  image: Tensor;
  importance: Tensor;
  /** Name of the label examined. */
  label: string;
}

function ImportanceMap({ image, importance, label }: MapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useSignal<{ row: number; column: number } | null>(null);
  const [height = 1, width = 1] = importance.shape;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    context?.putImageData(new ImageData(importanceOver(image, importance), width, height), 0, 0);
  }, [image, importance, width, height]);

  const point = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box) return;
    const row = Math.floor(((event.clientY - box.top) / box.height) * height);
    const column = Math.floor(((event.clientX - box.left) / box.width) * width);
    const inside = row >= 0 && row < height && column >= 0 && column < width;
    probe.value = inside ? { row, column } : null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 1 : STEP;
    const moves: Record<string, readonly [number, number]> = {
      ArrowUp: [-step, 0],
      ArrowDown: [step, 0],
      ArrowLeft: [0, -step],
      ArrowRight: [0, step],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const { row, column } = probe.value ?? { row: height >> 1, column: width >> 1 };
    probe.value = {
      row: Math.min(height - 1, Math.max(0, row + move[0])),
      column: Math.min(width - 1, Math.max(0, column + move[1])),
    };
  };

  const at = probe.value;
  return (
    <div class="pool-importance">
      <div
        class="pool-importance-map"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the value at each place must be in reach of the keyboard
        tabIndex={0}
        role="img"
        aria-label={`Importance of each pixel for ${label}. Arrow keys read the value at a place.`}
        onKeyDown={onKeyDown}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={(event) => {
          // A finger that is lifted has not gone elsewhere: what it tapped stays to be read.
          if (event.pointerType !== "touch") probe.value = null;
        }}
      >
        <canvas ref={canvas} width={width} height={height} />
        {at && (
          <span
            class="pool-importance-probe"
            style={{ left: `${((at.column + 0.5) / width) * 100}%`, top: `${((at.row + 0.5) / height) * 100}%` }}
          />
        )}
      </div>
      <ColourBar most={largest(importance)} value={at && valueAt(importance, at.row, at.column)} />
      <p class="small pool-importance-words" role="status">
        {at ? (
          <>
            <span class="number">{points(valueAt(importance, at.row, at.column))}</span> at row {at.row}, column{" "}
            {at.column}
          </>
        ) : (
          <span class="muted">Mean drop of {label} when a pixel is hidden, in percentage points (pp).</span>
        )}
      </p>
    </div>
  );
}

/** The colours of the map over a middle grey, from the largest rise at the left to the largest drop at the right. */
function ColourBar({ most, value }: { most: number; value: number | null }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const bar = new ImageData(257, 1);
    for (let k = 0; k < 257; k++) bar.data.set([...overlay(150, k / 128 - 1), 255], k * 4);
    context.putImageData(bar, 0, 0);
  }, []);
  return (
    <div class="pool-scale" aria-hidden="true">
      <div class="pool-scale-bar">
        <canvas ref={canvas} width={257} height={1} />
        {value !== null && most > 0 && (
          <span class="pool-scale-mark" style={{ left: `${(value / most / 2 + 0.5) * 100}%` }} />
        )}
      </div>
      <div class="pool-scale-words number">
        <span>{points(-most)}</span>
        <span>0</span>
        <span>{points(most)}</span>
      </div>
      <div class="pool-scale-words muted">
        <span>speaks against</span>
        <span>speaks for it</span>
      </div>
    </div>
  );
}
