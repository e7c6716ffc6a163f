import type { TargetedKeyboardEvent } from "preact";
import { keyCommand } from "../structure/scene/keys.ts";
import type { SideBySide } from "./sideBySide.ts";

/** Takes the keys of the pictures: arrows from picture to picture, with Shift from pixel to pixel; Escape lets go. */
export function takePanelKey(event: TargetedKeyboardEvent<HTMLElement>, both: SideBySide): void {
  const command = keyCommand(event);
  const panels = [...event.currentTarget.querySelectorAll<HTMLElement>(".beside-panel")];
  const at = panels.indexOf(document.activeElement as HTMLElement);
  if (!command || at < 0) return;
  switch (command.do) {
    case "panel":
      panels[neighbour(panels, at, command.columns, command.rows)]?.focus();
      break;
    case "pixel":
      movePixel(both, command.columns, command.rows);
      break;
    case "leave":
      if (!both.held.peek()) return;
      both.held.value = false;
      break;
    default:
      return; // Enter is the button's own
  }
  event.preventDefault();
}

/** The picture beside, or the nearest of the row above or below. */
function neighbour(panels: readonly HTMLElement[], at: number, right: number, down: number): number {
  if (right !== 0) return Math.min(Math.max(at + right, 0), panels.length - 1);
  const from = panels[at]?.getBoundingClientRect();
  if (!from) return at;
  const boxes = panels.map((panel, place) => ({ place, box: panel.getBoundingClientRect() }));
  const beyond = boxes.filter(({ box }) => (down > 0 ? box.top >= from.bottom - 1 : box.bottom <= from.top + 1));
  const rows = beyond.map(({ box }) => Math.abs(box.top - from.top));
  const next = beyond.filter(({ box }) => Math.abs(Math.abs(box.top - from.top) - Math.min(...rows)) < 2);
  const nearest = next.toSorted((a, b) => Math.abs(a.box.left - from.left) - Math.abs(b.box.left - from.left))[0];
  return nearest?.place ?? at;
}

function movePixel(both: SideBySide, right: number, down: number): void {
  const { pointed } = both;
  const now = pointed.peek();
  const layers = now ? (both.side(now.letter).subject.network.peek()?.layers ?? []) : [];
  const layer = layers.find(({ name }) => name === now?.layer);
  if (!now || !layer) return;
  const row = Math.min(Math.max(now.row + down, 0), layer.height - 1);
  const column = Math.min(Math.max(now.column + right, 0), layer.width - 1);
  pointed.value = { ...now, row, column };
}
