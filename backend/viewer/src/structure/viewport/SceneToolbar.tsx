import { useRef } from "preact/hooks";
import { choose } from "../../state/choose.ts";
import { isShown } from "../../state/shown.ts";
import { IconButton } from "../../ui/Button.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { EnterVr } from "../../vr/EnterVr.tsx";
import { ExportMenu } from "../export/ExportMenu.tsx";
import { useStructure } from "../session/useStructure.ts";
import { useViewKeys } from "../session/useViewKeys.ts";
import { takeViewKey, turnView, VIEW_KEY } from "./turnView.ts";
import "./viewport.css";

/** Buttons over the scene: the camera, the outline and what can be saved. */
export function SceneToolbar() {
  const { display, viewport } = useStructure();
  const place = useRef<HTMLDivElement>(null);
  const { outlineOpen, scene } = viewport;
  const clustered = display.mode.value === "clustered";
  const turns = clustered && isShown("choice");
  useViewKeys(place, (event) => turns && takeViewKey(event, display, place.current));
  const camera = clustered && scene.value !== null;
  return (
    <div ref={place} class="scene-toolbar" role="toolbar" aria-label="Scene" data-tour="navigation">
      {turns && (
        <>
          <IconButton
            icon="grid"
            label="All layers at once"
            shortcut={VIEW_KEY}
            pressed={display.view.value === "overview"}
            onClick={() => turnView(display)}
          />
          <span class="scene-divider" />
        </>
      )}
      {camera && (
        <>
          <IconButton icon="fit" label="Show everything" shortcut="F" onClick={() => scene.value?.fit()} />
          <IconButton
            icon="home"
            label="Back to the first columns"
            shortcut="Home"
            onClick={() => scene.value?.home()}
          />
          <IconButton
            class="scene-zoom"
            icon="zoom-in"
            label="Closer"
            shortcut="+"
            onClick={() => scene.value?.zoomBy(1.25)}
          />
          <IconButton
            class="scene-zoom"
            icon="zoom-out"
            label="Further away"
            shortcut="−"
            onClick={() => scene.value?.zoomBy(0.8)}
          />
          <span class="scene-divider" />
        </>
      )}
      {clustered && (
        <IconButton
          icon="list"
          label="Outline of the scene"
          pressed={outlineOpen.value}
          onClick={() => choose("outline", outlineOpen, !outlineOpen.value)}
        />
      )}
      {clustered && <EnterVr />}
      {isShown("choice") && <ExportMenu />}
      <HelpButton topic="navigation" about="Moving around" />
    </div>
  );
}
