/** A label to place: its vertex and its own size, in CSS pixels; a vertex behind the eye has none. */
export interface LabelTask {
  vertex: { x: number; y: number } | null;
  /** Free space wanted between the vertex and the label. */
  gap: number;
  width: number;
  height: number;
  /** What images cover beside the vertex, which the label should not hide; null or absent for nothing. */
  covered?: Box | null;
}

/** Top left of a label in CSS pixels. */
export interface LabelPlace {
  left: number;
  top: number;
}

export interface Box extends LabelPlace {
  width: number;
  height: number;
}

/** Free space that a vertex has in any case, in CSS pixels. */
export const MIN_GAP = 12;
/** Free space to the edge of the view. */
export const EDGE = 8;

/**
 * Places for the labels of the vertices: outward from the body's centre, inside the view, off the vertex, off each
 * other and off the images beside it. Where the place straight outward is not free, the turn around the vertex that is least disturbed.
 */
export function placeLabels(
  tasks: readonly LabelTask[],
  centre: { x: number; y: number },
  view: { width: number; height: number },
): (LabelPlace | null)[] {
  const taken: Box[] = [];
  return tasks.map((task) => {
    if (!task.vertex) return null;
    let best: Box | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const gap of gaps(task, task.vertex)) {
      for (let turn = 0; turn < 16; turn++) {
        const angle = outAngle(task.vertex, centre) + (turn * Math.PI) / 8;
        const box = outward({ ...task, gap }, task.vertex, angle, view);
        const hidden = task.covered ? overlap(box, task.covered) : 0;
        const cost = disturbance(box, task.vertex, taken) + hidden + Math.min(turn, 16 - turn) * 4;
        if (cost < least) [best, least] = [box, cost];
      }
    }
    if (best) taken.push(best);
    return best && { left: best.left, top: best.top };
  });
}

/** How far off its vertex a label may stand: as wanted, or beyond the images above or below the vertex. */
function gaps({ gap, covered }: LabelTask, vertex: { x: number; y: number }): number[] {
  if (!covered) return [gap];
  const beyond = [vertex.y - covered.top, covered.top + covered.height - vertex.y].sort((a, b) => a - b);
  return [gap, ...beyond.map((reach) => reach + EDGE)];
}

/** The direction away from the centre; straight up for a vertex right in front of it. */
function outAngle(vertex: { x: number; y: number }, centre: { x: number; y: number }): number {
  const [dx, dy] = [vertex.x - centre.x, vertex.y - centre.y];
  return Math.hypot(dx, dy) < 12 ? -Math.PI / 2 : Math.atan2(dy, dx);
}

function outward(
  task: LabelTask,
  vertex: { x: number; y: number },
  angle: number,
  view: Omit<Box, "left" | "top">,
): Box {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const { width, height } = task;
  // A box whose centre is this far off in this direction touches the line through the vertex across it, and no more.
  const away =
    Math.max(MIN_GAP, task.gap) +
    Math.min(width / 2 / Math.max(Math.abs(dx), 1e-6), height / 2 / Math.max(Math.abs(dy), 1e-6));
  const clamp = (value: number, room: number) => Math.max(EDGE, Math.min(room - EDGE, value));
  return {
    left: clamp(vertex.x + dx * away - width / 2, view.width - width),
    top: clamp(vertex.y + dy * away - height / 2, view.height - height),
    width,
    height,
  };
}

/** How much is wrong with a place: lying on its own vertex, or on another label. */
function disturbance(box: Box, vertex: { x: number; y: number }, taken: readonly Box[]): number {
  const near = MIN_GAP / 2;
  const dot = { left: vertex.x - near, top: vertex.y - near, width: 2 * near, height: 2 * near };
  return (overlap(box, dot) > 0 ? 1e5 : 0) + taken.reduce((sum, other) => sum + overlap(box, other), 0);
}

function overlap(a: Box, b: Box): number {
  const wide = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const high = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(0, wide) * Math.max(0, high);
}
