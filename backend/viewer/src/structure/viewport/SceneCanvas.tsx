import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { inVr } from "../../state/headset.ts";
import { publish } from "../../state/publish.ts";
import { isShown } from "../../state/shown.ts";
import { tell } from "../../state/tell.ts";
import { takeStroke } from "../editor/takeStroke.ts";
import type { StructureSceneEvents } from "../scene/events.ts";
import { StructureScene } from "../scene/structureScene.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { useStructure } from "../session/useStructure.ts";
import { followCamera, followScene } from "./followScene.ts";
import type { Seen } from "./viewport.ts";
import "./viewport.css";

const DESCRIPTION =
  "Arrow keys go from cluster to cluster, with Shift from pixel to pixel. Enter opens a cluster's feature maps. " +
  "Plus and minus zoom, F fits everything, Home goes back to the first columns.";

/** The scene itself. */
export function SceneCanvas() {
  const session = useStructure();
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const { scene, seen, fault, hovered, pointedClass, pointedInput } = session.viewport;
    let made: StructureScene;
    try {
      made = new StructureScene(element, eventsOf(session));
    } catch (error) {
      const hint = (error as { hint?: string | null }).hint ?? null;
      fault.value = { message: error instanceof Error ? error.message : String(error), hint };
      return;
    }
    fault.value = null;
    scene.value = made;
    seen.value = seenIn(element, made);
    made.setDrawing(true);
    const stops = [
      followCamera(session, made),
      followScene(session, made.drawing),
      effect(() => made.rest(inVr.value)),
    ];
    const withdraw = publish(session.slot, made);
    return () => {
      for (const stop of stops) stop();
      scene.value = null;
      seen.value = null;
      hovered.value = null;
      pointedClass.value = null;
      pointedInput.value = null;
      withdraw();
      made.dispose();
    };
  }, [session]);

  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes keys of its own, which its description names
    <canvas
      ref={canvas}
      class="scene-canvas"
      tabIndex={0}
      role="application"
      aria-label="Network structure"
      aria-description={isShown("ablation") ? `${DESCRIPTION} X switches a cluster off and on.` : DESCRIPTION}
      data-tour="columns"
    />
  );
}

function seenIn(element: HTMLElement, scene: StructureScene): Seen {
  return {
    element,
    project: (...at) => scene.project(...at),
    projectInput: (...at) => scene.projectInput(...at),
    hoverPixel: (target) => scene.hoverPixel(target),
    focusColumn: (position) => scene.focusColumn(position),
  };
}

/** What is pointed at and done in the scene, as the session has it. */
function eventsOf(session: StructureSession): StructureSceneEvents {
  const { ablation, answers, maps, subject, viewport } = session;
  return {
    onHover: (hover) => {
      viewport.hovered.value = hover;
    },
    onPanelClick: ({ layer, cluster }) => maps.open(layer, cluster),
    onPanelSwitch: ({ layer, cluster }) => {
      const column = answers.columns.peek().find((each) => each?.layer === layer);
      const channels = column?.clusters[cluster]?.channels;
      if (channels && isShown("ablation")) ablation.toggle(layer, channels);
    },
    onInputStroke: (stroke) => takeStroke(session, stroke),
    onViewChange: (range) => {
      viewport.range.value = range;
    },
    onCamera: (choice, place) => {
      viewport.camera.value = { choice, network: subject.networkId.peek() };
      tell("camera_moved", { ...place });
    },
    onHoverLabel: (index) => {
      viewport.pointedClass.value = index;
    },
    onInputHover: (pixel) => {
      viewport.pointedInput.value = pixel;
    },
  };
}
