import { untracked } from "@preact/signals";
import { drawnValue, type KnownColumns, mapSize } from "../scene/columns.ts";
import type { PanelPixel, StructureHover } from "../scene/events.ts";
import { findHover } from "../scene/fieldMarks.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** Points at a pixel of a panel, with what it is computed from; null points at nothing. */
export function pointAt(session: StructureSession, target: PanelPixel | null, by: StructureHover["by"]): void {
  const { subject, viewport } = session;
  const network = subject.network.peek();
  const known = viewport.hovered.peek();
  const next = target && network ? findHover(target, by, columnsOf(session), network) : null;
  if (next === null && known === null) return;
  if (next && known && by === known.by && isSamePixel(next, known) && Object.is(next.value, known.value)) return;
  viewport.hovered.value = next;
}

/** Looks again at what is pointed at, after the maps have changed. */
export function pointAnew(session: StructureSession): void {
  const known = session.viewport.hovered.peek();
  if (known) untracked(() => pointAt(session, known, known.by));
}

/** The columns of the present answer. */
function columnsOf({ answers, display }: StructureSession): KnownColumns {
  const columns = answers.columns.peek();
  return {
    list: display.columnLayers.peek().map((layer, position) => {
      const data = columns[position] ?? null;
      return { name: layer.name, layer, data: data?.layer === layer.name ? data : null };
    }),
    clusters: ({ data }) => data?.clusters.length ?? 0,
    size: mapSize,
    value: drawnValue,
  };
}

function isSamePixel(a: PanelPixel, b: PanelPixel): boolean {
  return a.layer === b.layer && a.cluster === b.cluster && a.row === b.row && a.column === b.column;
}
