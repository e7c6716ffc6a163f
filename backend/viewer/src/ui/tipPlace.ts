/** A rectangle of the scene's part of the page, in CSS pixels from its top left corner. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A box that is looked at. Covering one of twice the weight is as bad as covering twice as much. */
export interface Kept extends Box {
  weight: number;
}

/** Space between a tip and the edge of where it may stand, in CSS pixels. */
const AWAY = 12;

/**
 * Top left corner of a tip of this size: the corner of `room` in which it covers the least of `kept`, the first of equals
 * in the order top left, bottom left, bottom right, top right. It follows from what is looked at as a whole, so that it
 * stays where it is while the pointer moves within one panel.
 */
export function tipPlace(
  size: { width: number; height: number },
  room: Box,
  kept: readonly Kept[],
): { left: number; top: number } {
  const near = { left: room.left + AWAY, top: room.top + AWAY };
  const far = {
    left: Math.max(near.left, room.right - AWAY - size.width),
    top: Math.max(near.top, room.bottom - AWAY - size.height),
  };
  const corners = [near, { left: near.left, top: far.top }, far, { left: far.left, top: near.top }];
  const covered = corners.map(({ left, top }) =>
    sum(
      kept.map((box) => box.weight * overlap({ left, top, right: left + size.width, bottom: top + size.height }, box)),
    ),
  );
  return corners[covered.indexOf(Math.min(...covered))] ?? near;
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
