import { useEffect, useRef } from "preact/hooks";
import { valueIn } from "../state/loadable.ts";
import { say } from "../ui/notice.ts";
import { openMaps } from "./display.ts";
import { followScene } from "./followScene.ts";
import { preview } from "./inputs.ts";
import { markRelease } from "./measure.ts";
import { pointedClass } from "./predictions/PredictionsPanel.tsx";
import type { InputStroke, StructureHover, StructureSceneEvents } from "./scene/events.ts";
import { StructureScene } from "./scene/structureScene.ts";
import { hovered, scene, sceneFault, viewRange } from "./sceneState.ts";
import { superpixels } from "./segments.ts";
import { drawing, endStroke, moveStroke, removeAt, startStroke } from "./stroke.ts";

const DESCRIPTION =
  "Arrow keys go from cluster to cluster, with Shift from pixel to pixel. Enter opens a cluster's feature maps. " +
  "Plus and minus zoom, F fits everything, Home goes back to the first columns.";

/** The scene itself. */
export function SceneCanvas() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointer = useRef({ x: 0, y: 0 });

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let made: StructureScene;
    try {
      made = new StructureScene(
        element,
        sceneEvents(() => pointer.current),
      );
    } catch (error) {
      const hint = (error as { hint?: string | null }).hint ?? null;
      sceneFault.value = { message: error instanceof Error ? error.message : String(error), hint };
      return;
    }
    sceneFault.value = null;
    scene.value = made;
    made.setDrawing(true);
    const stop = followScene(made);
    const shared = globalThis as { tetrascope?: Record<string, unknown> };
    shared.tetrascope = { ...shared.tetrascope, structure: made };
    return () => {
      stop();
      scene.value = null;
      hovered.value = null;
      pointedClass.value = null;
      if (shared.tetrascope?.structure === made) delete shared.tetrascope.structure;
      made.dispose();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes keys of its own, which its description names
    <canvas
      ref={canvas}
      class="scene-canvas"
      tabIndex={0}
      role="application"
      aria-label="Network structure"
      aria-description={DESCRIPTION}
      data-tour="columns"
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        pointer.current = { x: event.clientX - box.left, y: event.clientY - box.top };
        if (hovered.value?.hover.by === "pointer") hovered.value = { ...hovered.value, ...pointer.current };
      }}
    />
  );
}

function sceneEvents(pointer: () => { x: number; y: number }): StructureSceneEvents {
  return {
    onHover: (hover) => {
      hovered.value = hover && { hover, ...placeOf(hover, pointer()) };
    },
    onPanelClick: ({ layer, cluster }) => openMaps(layer, cluster),
    onInputStroke: takeStroke,
    onViewChange: (range) => {
      viewRange.value = range;
    },
    onHoverLabel: (index) => {
      pointedClass.value = index;
    },
  };
}

function placeOf(hover: StructureHover, pointer: { x: number; y: number }): { x: number; y: number } {
  if (hover.by === "pointer") return pointer;
  const seen = scene.value?.project(hover.layer, hover.cluster, hover.row, hover.column);
  return seen ? { x: seen.x, y: seen.y } : pointer;
}

/** The same strokes as on the editor's canvas. */
function takeStroke({ phase, row, column }: InputStroke): void {
  const size = preview.peek();
  if (!size) return;
  const point = { row: row + 0.5, column: column + 0.5 };
  if (phase === "remove") removeAt(point);
  else if (phase === "start") startStroke(point, size, valueIn(superpixels.peek())?.segments ?? null);
  else if (phase === "move") moveStroke(point);
  else if (drawing()) {
    moveStroke(point);
    markRelease();
    if (!endStroke()) say("A request holds at most 256 masks. Remove some, or paint several places in one stroke.");
  }
}
