import { useEffect, useRef } from "preact/hooks";
import { networkId } from "../../state/choice.ts";
import { valueIn } from "../../state/loadable.ts";
import { preview } from "../answers/inputs.ts";
import { openMaps } from "../display/display.ts";
import { liftHand } from "../editor/liftHand.ts";
import { superpixels } from "../editor/segments.ts";
import { drawing, moveStroke, removeAt, startStroke } from "../editor/stroke.ts";
import { pointedClass } from "../predictions/PredictionsPanel.tsx";
import type { InputStroke, StructureSceneEvents } from "../scene/events.ts";
import { StructureScene } from "../scene/structureScene.ts";
import { followScene } from "./followScene.ts";
import { camera, hovered, scene, sceneFault, viewRange } from "./sceneState.ts";

const DESCRIPTION =
  "Arrow keys go from cluster to cluster, with Shift from pixel to pixel. Enter opens a cluster's feature maps. " +
  "Plus and minus zoom, F fits everything, Home goes back to the first columns.";

/** The scene itself. */
export function SceneCanvas() {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let made: StructureScene;
    try {
      made = new StructureScene(element, EVENTS);
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
    />
  );
}

const EVENTS: StructureSceneEvents = {
  onHover: (hover) => {
    hovered.value = hover;
  },
  onPanelClick: ({ layer, cluster }) => openMaps(layer, cluster),
  onInputStroke: takeStroke,
  onViewChange: (range) => {
    viewRange.value = range;
  },
  onCamera: (choice) => {
    camera.value = { choice, network: networkId.peek() };
  },
  onHoverLabel: (index) => {
    pointedClass.value = index;
  },
};

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
    liftHand();
  }
}
