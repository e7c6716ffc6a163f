import { SCENES } from "../../geometry/scenes.ts";
import { barsLeft, columnLeft, columnWidth, gridOf, INPUT_CENTRE, panelY } from "../../geometry/structureLayout.ts";
import type { Flow } from "./influence.ts";

const S = SCENES.structure;

/** A band between two columns; lengths in metres, `colour` an index of a cluster or -1 for none. */
export interface Ribbon {
  from: RibbonEnd;
  to: RibbonEnd;
  /** How strong it is drawn, where it was measured; one that was not is 1. */
  strength?: number;
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
/** Measured bands less high than this are left out: threads that nobody could follow. */
const MIN_MEASURED = 0.004;
/** The strongest measured band, and the weakest, where a band that is not measured is 1. */
const STRONG = 2.2;
const WEAK = 0.7;

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
 * theirs; or where it was measured, as the cluster changes, and stronger the more it does, on one scale for all. `maps` holds the numbers of maps in the clusters of each column; null for one that is not here yet, which no ribbon
 * meets. `files` are those of the widest column.
 */
export function ribbons(maps: readonly (readonly number[] | null)[], files = 1, flows: readonly Flow[] = []): Ribbon[] {
  const scale = scaleOf(flows);
  const met = maps.map((counts, position) => counts && meeting(counts, columnLeft(position, files)));
  const first = met[0];
  const last = met[met.length - 1];
  const all: Ribbon[] = [];
  const whole = [{ y: INPUT_CENTRE.y, share: 1, colour: -1 }];
  if (first) all.push(...between({ x: S.input_side / 2 + CLEARANCE, ends: whole }, first.left));
  met.slice(1).forEach((next, i) => {
    const before = met[i];
    if (before && next) all.push(...drawn(before.right, next.left, flows[i], scale));
  });
  const classes = { x: barsLeft(maps.length, files) - CLEARANCE, ends: whole };
  if (last) all.push(...drawn(last.right, classes, flows[maps.length - 1], scale));
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

/** What a change is on the one scale of all flows: metres of height, and how strong, both for a change of 1. */
interface Scale {
  height: number;
  strength: number;
}

function scaleOf(flows: readonly Flow[]): Scale {
  const known = flows.filter((flow) => flow !== null);
  const sums = known.flatMap((flow) => [
    ...flow.map((row) => sum(row)),
    ...(flow[0] ?? []).map((_none, to) => sum(flow.map((row) => row[to] ?? 0))),
  ]);
  const largest = Math.max(...sums, 0);
  const change = Math.max(...known.flat(2), 0);
  return { height: largest > 0 ? ALL_MAPS / largest : 0, strength: change > 0 ? 1 / change : 0 };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

function drawn(left: Side, right: Side, flow: Flow | undefined, scale: Scale): Ribbon[] {
  return flow ? measured(left, right, flow, scale) : between(left, right);
}

/** Each end of the left with each of the right, as high and as strong as was measured, stacked around the middles. */
function measured(left: Side, right: Side, flow: NonNullable<Flow>, scale: Scale): Ribbon[] {
  const heights = flow.map((row) => row.map((change) => change * scale.height));
  const rightTops = right.ends.map((end, to) => end.y + sum(heights.map((row) => row[to] ?? 0)) / 2);
  return left.ends.flatMap((from, i) => {
    let leftTop = from.y + sum(heights[i] ?? []) / 2;
    return right.ends.flatMap((to, j) => {
      const height = heights[i]?.[j] ?? 0;
      const ends = [leftTop - height / 2, (rightTops[j] ?? to.y) - height / 2] as const;
      leftTop -= height;
      rightTops[j] = (rightTops[j] ?? to.y) - height;
      if (height < MIN_MEASURED) return [];
      const share = (flow[i]?.[j] ?? 0) * scale.strength;
      return [
        {
          from: { x: left.x, y: ends[0], height, colour: from.colour },
          to: { x: right.x, y: ends[1], height, colour: to.colour },
          strength: WEAK + (STRONG - WEAK) * share,
        },
      ];
    });
  });
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
