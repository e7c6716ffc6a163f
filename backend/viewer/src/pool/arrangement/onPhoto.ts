import { POOL_CENTRE } from "../../geometry/poolLayout.ts";
import type { PoolImage, Window } from "../../protocol/messages.ts";
import { type Fill, fillName } from "../../state/fill.ts";
import { fillIndex } from "../run/fills.ts";
import type { Caption, Layout, Tile } from "../scene/arrangement.ts";
import type { Sides } from "../settings/windows.ts";

/** Width of all photos together, space between them, and above each for its caption, in metres. */
const WIDTH = 2.4;
const GAP = 0.1;
const HEAD = 0.17;
/** A tile's side by the distance to the next one: its frame and the border of a support vector have room beside it. */
const SHARE = 0.8;
/** How far before the others the copy stands that changes the answer most, in metres: at the photo's edges some overlap. */
const RAISE = 0.002;

/**
 * Each copy at its mask's place on the photo, one photo for each window and fill, those side by side: of several fills each
 * has a row. A tile stands around the
 * middle of its mask and is as large as the window's steps leave room; it shows the photo below it, at the photo's scale.
 *
 * `strength` is how much a copy changes the answer, −1..1.
 */
export function onPhoto(
  images: readonly PoolImage[],
  { windows, fills }: { readonly windows: readonly Window[]; readonly fills: readonly Fill[] },
  { height, width }: Sides,
  strength: (image: PoolImage) => number,
): Layout {
  const sheets = fills.flatMap((fill) => windows.map((window) => ({ ...window, fill })));
  const columns = columnsFor(windows.length, fills.length);
  const rows = Math.ceil(sheets.length / columns);
  const wide = (WIDTH - GAP * (columns - 1)) / columns;
  const high = (wide * height) / width;
  const [x, y] = POOL_CENTRE;
  const left = x - WIDTH / 2;
  const top = y + (rows * (high + HEAD)) / 2;
  const photos = sheets.map((_, k) => {
    const from = left + (k % columns) * (wide + GAP);
    const upper = top - Math.floor(k / columns) * (high + HEAD) - HEAD;
    return { left: from, right: from + wide, top: upper, bottom: upper - high };
  });
  const tiles = new Map<number, Tile>();
  for (const image of images) {
    const [window, photo] = [windows[image.window], photos[fillIndex(image, fills) * windows.length + image.window]];
    if (!window || !photo) continue;
    const scale = wide / width;
    const { mask } = image;
    const side = SHARE * Math.min(window.stride, window.size) * scale;
    tiles.set(image.index, {
      point: [
        photo.left + (mask.left + mask.width / 2) * scale,
        photo.top - (mask.top + mask.height / 2) * scale,
        RAISE * Math.abs(strength(image)),
      ],
      side,
      cut: side / (Math.max(width, height) * scale),
    });
  }
  const captions = sheets.map(({ size, stride, fill }, k): Caption => {
    const { left = 0, top = 0 } = photos[k] ?? {};
    const more = fills.length > 1 ? fillName(fill) : `stride ${stride}`;
    return { point: [left, top, 0], at: "above", text: `${size} × ${size}`, more };
  });
  const frame = { left, right: left + WIDTH, top, bottom: top - rows * (high + HEAD) };
  return { tiles, captions, photos, frame };
}

function columnsFor(windows: number, fills: number): number {
  if (fills > 1) return windows;
  return windows <= 1 ? 1 : windows <= 4 ? 2 : 3;
}
