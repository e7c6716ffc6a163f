import type { CanvasPoint } from "../../scene/plane.ts";
import type { StructureSession } from "../session/structureSession.ts";
import type { Seen } from "../viewport/viewport.ts";
import { pointAt } from "./pointing.ts";

/** Where the overview, drawn in `element`, shows things. The input stands beside it. */
export function seenIn(element: HTMLElement, session: StructureSession): Seen {
  return {
    element,
    project: (layer, cluster, row, column) =>
      middleOf(element, pictureOf(element, layer, cluster), session, { layer, row, column }),
    projectInput: () => null,
    hoverPixel: (target) => pointAt(session, target, "host"),
    focusColumn: (position) => {
      const layer = session.display.columnLayers.peek()[position];
      if (!layer) return;
      if (!panelOf(element, layer.name, 0)) session.overview.enter(layer.section);
      panelOf(element, layer.name, 0)?.scrollIntoView({ block: "nearest" });
    },
  };
}

/** The panel of a cluster; null where it is not drawn. */
export function panelOf(element: Element, layer: string, cluster: number): HTMLElement | null {
  return element.querySelector(`[data-layer="${CSS.escape(layer)}"][data-cluster="${cluster}"]`);
}

function pictureOf(element: Element, layer: string, cluster: number): Element | null {
  return panelOf(element, layer, cluster)?.querySelector("canvas") ?? null;
}

function middleOf(
  element: Element,
  picture: Element | null,
  { subject }: StructureSession,
  { layer: name, row, column }: { layer: string; row: number; column: number },
): CanvasPoint | null {
  const layer = subject.network.peek()?.layers.find((each) => each.name === name);
  if (!picture || !layer) return null;
  const [box, origin] = [picture.getBoundingClientRect(), element.getBoundingClientRect()];
  return {
    x: box.left - origin.left + ((column + 0.5) / layer.width) * box.width,
    y: box.top - origin.top + ((row + 0.5) / layer.height) * box.height,
  };
}
