import { effect, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Complaint } from "../../protocol/complaint.ts";
import { inVr } from "../../state/headset.ts";
import { publish } from "../../state/publish.ts";
import { isShown } from "../../state/shown.ts";
import { tell } from "../../state/tell.ts";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { ArrangementChoice } from "../arrangement/ArrangementChoice.tsx";
import { arrangementPhrase } from "../arrangement/arrangementWords.ts";
import { Captions } from "../arrangement/Captions.tsx";
import { HoverCard } from "../images/HoverCard.tsx";
import { ImageTable } from "../images/ImageTable.tsx";
import { PinnedCard } from "../images/PinnedCard.tsx";
import { imageAt } from "../run/fold.ts";
import { StatusNotes } from "../run/StatusNotes.tsx";
import { PoolScene } from "../scene/PoolScene.ts";
import { usePool } from "../session/usePool.ts";
import { followScene } from "./followScene.ts";
import { reachOfTools } from "./reachOfTools.ts";
import { SceneTools } from "./SceneTools.tsx";
import { moveByKey } from "./sceneKeys.ts";
import { VertexLabels } from "./VertexLabels.tsx";
import "./scene.css";

/** How far a press may wander and still be a click, and how near a finger must come, in CSS pixels. */
const STILL = 6;
const FINGER = 14;

/** The scene with what stands over it: labels, tools, notes, the card at the pointer, and the list below. */
export function ScenePane() {
  const session = usePool();
  const { slot, run, display, selection, meaning } = session;
  const { hovered, selected } = selection;
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useSignal<PoolScene | null>(null);
  const failure = useSignal<Complaint | null>(null);
  const listOpen = useSignal(false);
  const viewed = useRef(new Set<() => void>());

  useEffect(() => {
    const { current } = canvas;
    if (!current) return;
    let made: PoolScene;
    try {
      made = new PoolScene(current, {
        covered: () => reachOfTools(current),
        onView: () => {
          for (const listener of viewed.current) listener();
        },
        onCamera: (view, place) => {
          display.camera.value = view;
          tell("camera_moved", { ...place });
        },
      });
    } catch (error) {
      failure.value = Complaint.of(error);
      return;
    }
    scene.value = made;
    const stops = [
      publish(slot, made),
      followScene(session, made.drawing, ({ background }) => made.setBackground(background)),
      effect(() => made.lookAt(run.corners.value, display.arrangement.value, display.layout.value)),
      effect(() => made.setThumbnails(display.thumbnails.value)),
      effect(() => made.findClearest(display.selectedPoints.value)),
      effect(() => made.showCamera(display.camera.value)),
      effect(() => made.rest(inVr.value)),
      effect(() => {
        current.dataset.pointing = String(hovered.value !== null);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      scene.value = null;
      hovered.value = null;
      made.dispose();
    };
  }, []);

  const press = useRef<{ x: number; y: number } | null>(null);
  const under = (event: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect();
    if (!box || !scene.value) return null;
    const slack = event.pointerType === "mouse" ? 0 : FINGER;
    return scene.value.pick(event.clientX - box.left, event.clientY - box.top, slack);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (event.buttons !== 0 || event.pointerType === "touch") {
      if (hovered.value) hovered.value = null;
      return;
    }
    const index = under(event);
    if (index === null && hovered.value === null) return;
    hovered.value = index === null ? null : { index, pointer: { x: event.clientX, y: event.clientY } };
  };
  const onPointerUp = (event: PointerEvent) => {
    const from = press.current;
    press.current = null;
    if (!from || Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL) return;
    const index = under(event);
    if (index !== null) selection.toggle(imageAt(run.pool.peek(), index));
    else selection.choose(null);
  };

  return (
    <div class="pool-scene">
      {scene.value && <SceneTools scene={scene.value} listOpen={listOpen} />}
      {isShown("choice") && <ArrangementChoice listOpen={listOpen.value} />}
      <div class="pool-stage" data-tour="tetrahedron">
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: an application takes keys and pointers as a whole */}
        <canvas
          ref={canvas}
          class="pool-canvas"
          tabIndex={0}
          role="application"
          aria-roledescription="3D scene"
          aria-label={`Masked images ${arrangementPhrase(display.arrangement.value, meaning.body.value)}. Arrow keys move it, ${display.arrangement.value === "tetrahedron" ? "with Shift they turn it, " : ""}plus and minus zoom, F fits it. “List of images” opens a list that reads and selects the single images.`}
          onPointerMove={onPointerMove}
          onPointerDown={(event) => {
            press.current = event.button === 0 && event.isPrimary ? { x: event.clientX, y: event.clientY } : null;
          }}
          onPointerUp={onPointerUp}
          onPointerLeave={() => {
            hovered.value = null;
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" && selected.value !== null) selection.choose(null);
            else if (scene.value && moveByKey(scene.value, event)) event.preventDefault();
          }}
        />
        {scene.value &&
          (display.arrangement.value === "tetrahedron" ? (
            <VertexLabels scene={scene.value} viewed={viewed.current} />
          ) : (
            <Captions scene={scene.value} viewed={viewed.current} />
          ))}
        {display.byLogarithms.value && (
          <p class="pool-scale-note small">
            Places by <strong>logarithms</strong>
          </p>
        )}
        <StatusNotes />
        <PinnedCard />
        {scene.value && <HoverCard scene={scene.value} />}
        {failure.value && (
          <div class="pool-failure">
            <ErrorNote complaint={failure.value} />
          </div>
        )}
      </div>
      {listOpen.value && <ImageTable />}
    </div>
  );
}
