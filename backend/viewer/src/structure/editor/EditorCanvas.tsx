import { batch, effect, useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { valueIn } from "../../state/loadable.ts";
import { darkNow } from "../../state/settings.ts";
import { token } from "../../ui/tokens.ts";
import { type Point, topmostAt } from "../masks/mask.ts";
import { useDrawEffect } from "../pictures/drawEffect.ts";
import { useStructure } from "../session/useStructure.ts";
import { frameOf, middle } from "./cursor.ts";
import { FieldOnInput } from "./FieldOnInput.tsx";
import { liftHand } from "./liftHand.ts";
import { paintOverlay } from "./paintOverlay.ts";

/** Milliseconds that a finger rests to remove a mask, as a right click does. */
const LONG_PRESS = 550;

const DESCRIPTION =
  "Draws masks. Arrow keys move the frame, Shift and arrows resize it, Alt makes small steps, " +
  "Enter uses the tool there, Delete removes the mask under it.";

/** The network's input with the masks, to draw on. */
export function EditorCanvas() {
  const { answers, hand, inputs, masks, superpixels, tools, viewport } = useStructure();
  const { preview } = inputs;
  const { cursor } = hand;
  const base = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const pointer = useSignal<Point | null>(null);
  const width = useSignal(0);
  useEffect(() => {
    const stop = effect(() => {
      viewport.pointedInput.value = pointer.value;
    });
    return () => {
      stop();
      viewport.pointedInput.value = null;
    };
  }, [viewport, pointer]);
  const press = useRef<ReturnType<typeof setTimeout>>(undefined);

  useDrawEffect(() => {
    const picture = preview.value;
    const canvas = base.current;
    if (!picture || !canvas) return;
    if (canvas.width !== picture.width || canvas.height !== picture.height) {
      canvas.width = picture.width;
      canvas.height = picture.height;
    }
    canvas.getContext("2d")?.putImageData(new ImageData(picture.data, picture.width, picture.height), 0, 0);
  });

  useEffect(() => {
    const canvas = overlay.current;
    if (!canvas) return;
    const observer = new ResizeObserver(() => {
      width.value = canvas.clientWidth;
      viewport.inputInSight.value = canvas.clientWidth > 0;
    });
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      viewport.inputInSight.value = false;
    };
  }, [width, viewport]);

  const marking = useComputed(() => {
    if (hand.marked.value !== null) return hand.marked.value;
    const at = pointer.value;
    const pointing = tools.inHand.value === "eraser" || tools.inHand.value === "move";
    return (pointing && at && topmostAt(masks.live.value, Math.floor(at.row), Math.floor(at.column))?.id) || null;
  });

  useDrawEffect(() => {
    const canvas = overlay.current;
    const size = preview.value;
    darkNow.value;
    if (!canvas || !size || width.value === 0) return;
    const ratio = Math.min(3, devicePixelRatio || 1);
    const scale = (width.value / size.width) * ratio;
    const [wide, high] = [Math.round(size.width * scale), Math.round(size.height * scale)];
    if (canvas.width !== wide) canvas.width = wide;
    if (canvas.height !== high) canvas.height = high;
    // Kept out of the graphics card: there, Chromium may show the old lines after they were all cleared.
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) return;
    const now = cursor.value;
    const tool = tools.inHand.value;
    const framing = now && (tool === "rectangle" || tool === "move");
    paintOverlay(
      context,
      {
        size,
        masks: masks.live.value,
        marked: marking.value,
        tool,
        at: pointer.value ?? now?.at ?? null,
        brushSize: tools.brushSize.value,
        superpixels: valueIn(superpixels.outlined.value),
        frame: framing ? frameOf(now, size) : null,
        colours: { accent: token("--accent"), shadow: "rgb(255 255 255 / 85%)" },
      },
      scale,
      ratio,
    );
  });

  const pointOf = (event: PointerEvent | MouseEvent): Point | null => {
    const size = preview.peek();
    const box = overlay.current?.getBoundingClientRect();
    if (!size || !box || box.width === 0) return null;
    return {
      row: ((event.clientY - box.top) / box.height) * size.height,
      column: ((event.clientX - box.left) / box.width) * size.width,
    };
  };

  const onPointerDown = (event: PointerEvent) => {
    const point = pointOf(event);
    if (!point || event.button !== 0 || !event.isPrimary) return;
    overlay.current?.setPointerCapture(event.pointerId);
    cursor.value = null;
    pointer.value = point;
    hand.start(point);
    clearTimeout(press.current);
    if (event.pointerType !== "mouse" && tools.inHand.value !== "brush") {
      press.current = setTimeout(() => {
        hand.cancel();
        hand.removeAt(point);
      }, LONG_PRESS);
    }
  };
  const onPointerMove = (event: PointerEvent) => {
    const point = pointOf(event);
    if (!point) return;
    const before = pointer.peek();
    pointer.value = point;
    if (!hand.drawing) return;
    if (before && Math.hypot(before.row - point.row, before.column - point.column) > 1.5) clearTimeout(press.current);
    batch(() => {
      for (const step of event.getCoalescedEvents?.() ?? []) {
        const between = pointOf(step);
        if (between && tools.inHand.value === "brush") hand.move(between);
      }
      hand.move(point);
    });
  };
  const onPointerUp = () => {
    clearTimeout(press.current);
    if (hand.drawing) liftHand(hand, answers);
  };

  return (
    <div class="editor-frame" data-tool={tools.inHand}>
      <canvas ref={base} class="editor-image" />
      <FieldOnInput />
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes keys of its own, which its description names */}
      <canvas
        ref={overlay}
        class="editor-overlay"
        tabIndex={0}
        role="application"
        aria-label="Input image"
        aria-description={DESCRIPTION}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => {
          clearTimeout(press.current);
          hand.cancel();
        }}
        onPointerLeave={() => {
          if (!hand.drawing) pointer.value = null;
        }}
        onContextMenu={(event) => {
          event.preventDefault();
          clearTimeout(press.current);
          const point = pointOf(event);
          if (point && !hand.drawing) hand.removeAt(point);
        }}
        onFocus={(event) => {
          const size = preview.peek();
          if (size && event.currentTarget.matches(":focus-visible")) cursor.value = middle(size);
        }}
        onBlur={() => {
          cursor.value = null;
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            if (hand.drawing) event.stopPropagation();
            hand.cancel();
          } else if (hand.takeKey(event)) {
            if (event.key !== "Delete") pointer.value = null;
            event.preventDefault();
            event.stopPropagation();
          }
        }}
      />
    </div>
  );
}
