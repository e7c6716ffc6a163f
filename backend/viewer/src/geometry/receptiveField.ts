import type { Edge, Stage, Step } from "../protocol/messages.ts";

/** A rectangle of positions of a stage, both ends included. */
export interface Region {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** The region of one pixel. */
export function pixelRegion(row: number, column: number): Region {
  return { top: row, left: column, bottom: row, right: column };
}

/**
 * The region of each stage that `start`, a region of `stage`, is computed from; null where a stage does not contribute.
 *
 * A source always has a smaller index than its reader, so one pass downwards is enough.
 */
export function receptiveField(stages: readonly Stage[], stage: number, start: Region): (Region | null)[] {
  const found: (Region | null)[] = stages.map(() => null);
  found[stage] = start;
  for (let reader = stage; reader >= 0; reader--) {
    const region = found[reader];
    if (!region) continue;
    for (const edge of stages[reader]?.edges ?? []) {
      const source = stages[edge.source];
      const part = source ? read(region, edge, source) : null;
      if (part) found[edge.source] = join(found[edge.source] ?? null, part);
    }
  }
  return found;
}

/** What one edge reads of its source, cut to the source; null where that is padding only. */
function read(region: Region, edge: Edge, source: Stage): Region | null {
  let top = 0;
  let left = 0;
  let bottom = source.height - 1;
  let right = source.width - 1;
  if (!edge.whole && edge.rows && edge.columns) {
    top = Math.max(top, first(region.top, edge.rows));
    bottom = Math.min(bottom, last(region.bottom, edge.rows));
    left = Math.max(left, first(region.left, edge.columns));
    right = Math.min(right, last(region.right, edge.columns));
  }
  return top > bottom || left > right ? null : { top, left, bottom, right };
}

function first(position: number, step: Step): number {
  return position * step.stride - step.padding;
}

function last(position: number, step: Step): number {
  return position * step.stride - step.padding + (step.kernel - 1) * step.dilation;
}

function join(known: Region | null, part: Region): Region {
  if (!known) return part;
  return {
    top: Math.min(known.top, part.top),
    left: Math.min(known.left, part.left),
    bottom: Math.max(known.bottom, part.bottom),
    right: Math.max(known.right, part.right),
  };
}
