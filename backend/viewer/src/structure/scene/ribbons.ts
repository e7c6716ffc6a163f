import { SCENES } from "../../geometry/scenes.ts";
import { barsLeft, columnLeft, columnWidth, gridOf, INPUT_CENTRE, panelY } from "../../geometry/structureLayout.ts";

const S = SCENES.structure;

/** A band between two columns; lengths in metres, `colour` an index of a cluster or -1 for none. */
export interface Ribbon {
  from: RibbonEnd;
  to: RibbonEnd;
}

/** Where a ribbon ends: its middle and its height there. */
export interface RibbonEnd {
  x: number;
  y: number;
  height: number;
  colour: number;
}

/** Height of all ribbons between two columns together: a panel that holds all maps of its layer has nearly its side. */
const ALL_MAPS = S.panel_side * 0.8;
/** From a panel's edge to where ribbons begin. */
const CLEARANCE = 0.025;
/** With more pairs of panels than this, ribbons would be threads: one band stands for all. */
const MAX_PAIRS = 36;
const BAND = 0.1;

/** What stands at one side of a gap: ends of ribbons with the share of maps that each holds. */
interface Side {
  x: number;
  ends: readonly End[];
}

interface End {
  y: number;
  share: number;
  colour: number;
}

/** A column: where ribbons meet it at its left and its right. */
interface Meeting {
  left: Side;
  right: Side;
}

/**
 * The ribbons between the input, the columns and the classes.
 *
 * A ribbon is as high as the share of its layer's maps that the cluster holds, split over the clusters of the next layer by
 * theirs. `maps` holds the numbers of maps in the clusters of each column; null for one that is not here yet, which no ribbon
 * meets. `files` are those of the widest column.
 */
export function ribbons(maps: readonly (readonly number[] | null)[], files = 1): Ribbon[] {
  const met = maps.map((counts, position) => counts && meeting(counts, columnLeft(position, files)));
  const first = met[0];
  const last = met[met.length - 1];
  const all: Ribbon[] = [];
  const whole = [{ y: INPUT_CENTRE.y, share: 1, colour: -1 }];
  if (first) all.push(...between({ x: S.input_side / 2 + CLEARANCE, ends: whole }, first.left));
  met.slice(1).forEach((next, i) => {
    const before = met[i];
    if (before && next) all.push(...between(before.right, next.left));
  });
  if (last) all.push(...between(last.right, { x: barsLeft(maps.length, files) - CLEARANCE, ends: whole }));
  return all;
}

/** Those that join what stands from one column to another, the classes standing after the last one. */
export function within(all: readonly Ribbon[], first: number, last: number, files = 1): Ribbon[] {
  const [left, right] = [columnLeft(Math.max(0, first), files), columnLeft(last, files)];
  return all.filter(({ from, to }) => from.x >= left && to.x <= right);
}

function meeting(counts: readonly number[], left: number): Meeting {
  const sum = counts.reduce((a, b) => a + b, 0) || 1;
  const ends = counts.map((count, index) => ({
    y: panelY(index, counts.length),
    share: count / sum,
    colour: index,
  }));
  const width = columnWidth(gridOf(counts.length).files);
  return { left: { x: left - CLEARANCE, ends }, right: { x: left + width + CLEARANCE, ends } };
}

function between(left: Side, right: Side): Ribbon[] {
  if (left.ends.length * right.ends.length <= MAX_PAIRS) return pairs(left, right);
  const end = { y: S.eye_height, height: BAND, colour: -1 };
  return [{ from: { ...end, x: left.x }, to: { ...end, x: right.x } }];
}

/** Each end of the left with each of the right, stacked so that ribbons do not cross where they begin. */
function pairs(left: Side, right: Side): Ribbon[] {
  const all: Ribbon[] = [];
  const rightTops = right.ends.map((end) => end.y + (end.share * ALL_MAPS) / 2);
  for (const from of left.ends) {
    let leftTop = from.y + (from.share * ALL_MAPS) / 2;
    right.ends.forEach((to, i) => {
      const height = from.share * to.share * ALL_MAPS;
      const rightTop = rightTops[i] ?? to.y;
      all.push({
        from: { x: left.x, y: leftTop - height / 2, height, colour: from.colour },
        to: { x: right.x, y: rightTop - height / 2, height, colour: to.colour },
      });
      leftTop -= height;
      rightTops[i] = rightTop - height;
    });
  }
  return all;
}
