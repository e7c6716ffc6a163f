import type { TargetedKeyboardEvent } from "preact";
import { isShown } from "../../state/shown.ts";
import { keyCommand } from "../scene/keys.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { pointAt } from "./pointing.ts";

/** Takes the same keys as the scene: arrows from picture to picture, with Shift from pixel to pixel, +, − and Home. */
export function takeOverviewKey(event: TargetedKeyboardEvent<HTMLElement>, session: StructureSession): void {
  const command = keyCommand(event);
  if (!command) return;
  const panels = [...event.currentTarget.querySelectorAll<HTMLElement>(".overview-panel")];
  const at = panels.indexOf(document.activeElement as HTMLElement);
  switch (command.do) {
    case "panel":
      panels[neighbour(panels, at, command.columns, command.rows)]?.focus();
      break;
    case "pixel":
      movePixel(session, command.columns, command.rows);
      break;
    case "zoom":
      session.overview.step(command.factor > 1 ? 1 : -1);
      break;
    case "home":
    case "fit":
      session.overview.home();
      break;
    case "leave":
      if (session.overview.section.peek() === null) return;
      session.overview.enter(null);
      event.stopPropagation();
      break;
    case "switch":
      switchOff(session, panels[at]);
      break;
    case "open":
      return; // the button that has the focus does it
  }
  event.preventDefault();
}

/** Switches a panel's cluster off, or on again. */
function switchOff({ ablation, answers }: StructureSession, panel: HTMLElement | undefined): void {
  const { layer, cluster } = panel?.dataset ?? {};
  const column = answers.columns.peek().find((each) => each?.layer === layer);
  const channels = column?.clusters[Number(cluster)]?.channels;
  if (column && channels && isShown("ablation")) ablation.toggle(column.layer, channels);
}

/** The panel that is nearest in a direction, of those that lie there; the same one where there is none. */
export function neighbour(panels: readonly Element[], at: number, right: number, down: number): number {
  const from = panels[at]?.getBoundingClientRect();
  if (!from) return 0;
  if (right !== 0) return Math.min(Math.max(at + right, 0), panels.length - 1);
  const middle = (box: DOMRect) => (box.left + box.right) / 2;
  const beyond = panels
    .map((panel, place) => ({ place, box: panel.getBoundingClientRect() }))
    .filter(({ box }) => (down > 0 ? box.top >= from.bottom - 1 : box.bottom <= from.top + 1));
  const tops = beyond.map(({ box }) => box.top);
  const top = down > 0 ? Math.min(...tops) : Math.max(...tops);
  const row = beyond.filter(({ box }) => Math.abs(box.top - top) < 2);
  const nearest = row.toSorted(
    (a, b) => Math.abs(middle(a.box) - middle(from)) - Math.abs(middle(b.box) - middle(from)),
  )[0];
  return nearest?.place ?? at;
}

/** Looks at the pixel beside. */
function movePixel(session: StructureSession, right: number, down: number): void {
  const hover = session.viewport.hovered.peek();
  const layer = session.display.columnLayers.peek().find(({ name }) => name === hover?.layer);
  if (!hover || !layer) return;
  const row = Math.min(Math.max(hover.row + down, 0), layer.height - 1);
  const column = Math.min(Math.max(hover.column + right, 0), layer.width - 1);
  pointAt(session, { layer: hover.layer, cluster: hover.cluster, row, column }, "keyboard");
}
