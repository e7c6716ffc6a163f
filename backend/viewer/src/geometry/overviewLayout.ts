/** Lengths of the overview in CSS pixels, as its styles have them. */
export const OVERVIEW = {
  /** Between two cells, and between two pictures of one. */
  gap: 5,
  pictureGap: 6,
  /** Around what is in a cell. */
  padding: 5,
  /** Height of the line above a picture, and of a line of a cell's head. */
  caption: 15,
  line: 16,
} as const;

/** A picture with a shorter side is hard to read: rather than that, the overview is scrolled, or shows less at once. */
export const LEAST_SIDE = 40;
/** Width of a cell that has room for a title and a size in one line, and of one that has room for either. */
const ONE_LINE = 172;
const TWO_LINES = 100;
/** How much larger pictures have to be before a cell's head gives up its second line. */
const WORTH_A_LINE = 1.2;

/** What a cell's head says: a title and a size in one line, the same in two, or in one with another line below. */
export type Head = "one" | "two" | "more";

/** How cells stand: so many in a row, each with its pictures in so many files. */
export interface OverviewGrid {
  perRow: number;
  files: number;
  /** Longer side of a picture in CSS pixels. */
  side: number;
  head: Head;
  /** Whether the cells are higher than the room, because they could not be read otherwise. */
  scrolls: boolean;
}

/** Width and height in CSS pixels. */
export interface Room {
  width: number;
  height: number;
}

/** What a grid has to hold. */
export interface Contents {
  cells: number;
  /** Pictures of a cell, at most. */
  pictures: number;
  /** Whether heads need two lines. */
  detailed: boolean;
}

/** The grid that shows its contents largest in a room, all at once, or where they would be too small, scrolled. */
export function overviewGrid(room: Room, contents: Contents): OverviewGrid {
  const held = { ...contents, cells: Math.max(1, contents.cells), pictures: Math.max(1, contents.pictures) };
  const best = candidates(room, held).reduce((a, b) => (worth(b) > worth(a) ? b : a));
  return best.side >= LEAST_SIDE ? best : scrolled(room, held);
}

function worth({ side, head }: OverviewGrid): number {
  return side * (head === "more" ? WORTH_A_LINE : 1);
}

function candidates(room: Room, { cells, pictures, detailed }: Contents): OverviewGrid[] {
  const found: OverviewGrid[] = [];
  for (let perRow = 1; perRow <= cells; perRow++) {
    const rows = Math.ceil(cells / perRow);
    const width = (room.width - (perRow - 1) * OVERVIEW.gap) / perRow;
    const height = (room.height - (rows - 1) * OVERVIEW.gap) / rows;
    if (width < TWO_LINES && perRow > 1) break;
    for (const head of headsIn(width, detailed)) {
      for (let files = 1; files <= pictures; files++) {
        const side = sideIn({ width, height }, head, pictures, files);
        if (files === 1 || side > 0) found.push({ perRow, files, side, head, scrolls: false });
      }
    }
  }
  return found;
}

function headsIn(width: number, detailed: boolean): readonly Head[] {
  if (width < ONE_LINE) return ["two"];
  return detailed ? ["more"] : ["one", "more"];
}

/** The side of pictures in a cell of this size. */
function sideIn({ width, height }: Room, head: Head, pictures: number, files: number): number {
  const { padding, pictureGap, caption, line } = OVERVIEW;
  const rows = Math.ceil(pictures / files);
  const across = (width - 2 * padding - (files - 1) * pictureGap) / files;
  const heads = head === "one" ? line : 2 * line;
  const along = (height - 2 * padding - heads - (rows - 1) * pictureGap) / rows - caption;
  return Math.floor(Math.min(across, along));
}

/** A grid that is as wide as the room and as high as it has to be. */
function scrolled({ width }: Room, { pictures, detailed }: Contents): OverviewGrid {
  const { gap, padding, pictureGap } = OVERVIEW;
  // Four in a row are read like a line; more become a crowd.
  const files = Math.min(pictures, 4);
  const least = Math.max(ONE_LINE, files * LEAST_SIDE + (files - 1) * pictureGap + 2 * padding);
  const perRow = Math.max(1, Math.floor((width + gap) / (least + gap)));
  const cell = (width - (perRow - 1) * gap) / perRow;
  const side = Math.floor((cell - 2 * padding - (files - 1) * pictureGap) / files);
  return {
    perRow,
    files,
    side: Math.max(side, LEAST_SIDE),
    head: cell < ONE_LINE ? "two" : detailed ? "more" : "one",
    scrolls: true,
  };
}
