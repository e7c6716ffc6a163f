import { POOL_CENTRE } from "../../geometry/poolLayout.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { PoolImage } from "../../protocol/messages.ts";
import { count } from "../../ui/words.ts";
import { points } from "../images/facts.ts";
import type { Caption, Layout, Tile } from "../scene/arrangement.ts";

/** Width of the grid, and the largest distance between two copies, in metres. */
const WIDTH = 2.4;
const MAX_PITCH = 2.6 * SCENES.pool.image_side;
/** A copy's side by the distance to the next one. */
const SHARE = 0.76;
/** Columns by rows, where all copies are in one block. */
const PROPORTION = 1.25;
/** Height of a heading by the distance of two copies, but at least so many metres. */
const HEAD = 0.9;
const MIN_HEAD = 0.24;

/**
 * Copies in rows by how their masks change the probability of the label examined, the largest fall first: those that
 * take something away, then those that take nothing away or add to it. Before each row stands the change of its first
 * copy. Of equal changes the pool's order decides.
 *
 * `change` is the probability with the mask minus the one without it, −1..1.
 */
export function byDrop(images: readonly PoolImage[], change: (image: PoolImage) => number, label: string): Layout {
  const sorted = images
    .map((image) => ({ index: image.index, change: change(image) }))
    .sort((a, b) => a.change - b.change || a.index - b.index);
  const falling = sorted.filter((one) => one.change < 0);
  const rest = sorted.filter((one) => one.change >= 0);
  const columns = Math.max(1, Math.round(Math.sqrt(sorted.length * PROPORTION)));
  const pitch = Math.min(MAX_PITCH, WIDTH / columns);
  const head = Math.max(MIN_HEAD, HEAD * pitch);
  const [x, y] = POOL_CENTRE;
  const left = x - (columns * pitch) / 2;
  const tiles = new Map<number, Tile>();
  const captions: Caption[] = [];
  let lower = 0;
  const blocks = [
    { images: falling, text: `${label} falls`, more: count(falling.length, "copy", "copies") },
    { images: rest, text: `${label} stays or rises`, more: count(rest.length, "copy", "copies") },
  ].filter((block) => block.images.length > 0);
  for (const block of blocks) {
    lower -= head;
    captions.push({ point: [left, lower, 0], at: "above", text: block.text, more: block.more });
    block.images.forEach(({ index, change }, k) => {
      const [row, column] = [Math.floor(k / columns), k % columns];
      const middle = lower - (row + 0.5) * pitch;
      tiles.set(index, { point: [left + (column + 0.5) * pitch, middle, 0], side: SHARE * pitch, cut: 0 });
      if (column === 0) captions.push({ point: [left, middle, 0], at: "left", text: points(change) });
    });
    lower -= Math.ceil(block.images.length / columns) * pitch;
  }
  const top = y - lower / 2;
  const raised = ([across, up, near]: Tile["point"]): Tile["point"] => [across, up + top, near];
  return {
    tiles: new Map([...tiles].map(([index, tile]) => [index, { ...tile, point: raised(tile.point) }])),
    captions: captions.map((caption) => ({ ...caption, point: raised(caption.point) })),
    photos: [],
    frame: { left, right: left + columns * pitch, top, bottom: top + lower },
  };
}
