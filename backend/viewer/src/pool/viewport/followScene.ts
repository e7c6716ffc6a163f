import { effect } from "@preact/signals";
import { darkNow } from "../../state/settings.ts";
import { token } from "../../ui/tokens.ts";
import { covering } from "../importance/covering.ts";
import type { PoolColours, PoolDrawing } from "../scene/PoolDrawing.ts";
import type { PoolSession } from "../session/poolSession.ts";

/**
 * Draws what a session says, each thing when it changes, whoever looks at the drawing. `themed` is told of a theme's
 * colours. Returns what stops that.
 */
export function followScene(
  session: PoolSession,
  drawing: PoolDrawing,
  themed?: (colours: PoolColours) => void,
): () => void {
  const { run, pictures, display, selection } = session;
  let followed = true;
  const stops = [
    effect(() => {
      darkNow.value;
      // The page's own theme is set by an effect of its own, so its colours are read when that is done.
      queueMicrotask(() => {
        if (!followed) return;
        const colours = themeColours();
        drawing.setTheme(colours);
        themed?.(colours);
      });
    }),
    effect(() => drawing.setCorners(run.corners.value)),
    effect(() => {
      const shown = pictures.shown.value;
      drawing.setPictures(shown?.image ?? null, shown?.fills ?? []);
    }),
    effect(() => {
      drawing.setImages(display.sceneImages.value, run.status.peek() === "running" && !run.pool.peek()?.whole);
    }),
    // What stands in one plane is all equally far away.
    effect(() => drawing.setDepthCue(display.depthCue.value && display.arranged.value === "tetrahedron")),
    effect(() => drawing.setRegions(display.regions.value)),
    effect(() => {
      drawing.setBody(display.arranged.value === "tetrahedron");
      drawing.setPhotos(display.layout.value?.photos ?? []);
    }),
    effect(() => {
      const pixel = selection.pixel.value;
      drawing.setLit(pixel && new Set(covering(run.pool.value?.images ?? [], pixel).map(({ index }) => index)));
    }),
    effect(() => drawing.setHovered(selection.hovered.value?.index ?? null)),
    effect(() => drawing.setSelected(selection.selected.value)),
  ];
  return () => {
    followed = false;
    for (const stop of stops) stop();
  };
}

function themeColours(): PoolColours {
  return {
    background: token("--canvas"),
    line: token("--line-strong"),
    accent: token("--accent"),
    halo: darkNow.peek() ? token("--canvas") : token("--surface"),
    support: token("--support"),
  };
}
