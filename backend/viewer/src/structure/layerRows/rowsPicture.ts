import { SCENES } from "../../geometry/scenes.ts";
import { USUAL_FILL } from "../../state/fill.ts";
import { valueIn } from "../../state/loadable.ts";
import { percent } from "../../ui/words.ts";
import { coverage } from "../masks/mask.ts";
import { valueText } from "../pictures/mapPicture.ts";
import { masked, type Picture, sizeOf } from "../pictures/picture.ts";
import { cellPicture } from "./cellPicture.ts";
import { fallWords } from "./fallWords.ts";
import { PICTURE_ROWS } from "./rowFiles.ts";
import type { Row } from "./rowImages.ts";
import type { RowsShown } from "./rowsShown.ts";

/** Pixels of a side of a picture, between pictures, of the words beside the first, and above the first row. */
const SIDE = 96;
const GAP = 8;
const WORDS = 260;
const HEAD = 64;
const LINE = SIDE + GAP;
const INK = "#15222a";
const QUIET = "#4e5f69";

/** The rows that are shown, the original first, as a PNG: white, with titles and scale. */
export async function rowsPicture(shown: RowsShown): Promise<Blob> {
  const { ordered, reference, scales } = shown;
  const rows = [...(reference.value ? [reference.value] : []), ...ordered.value].slice(0, PICTURE_ROWS);
  const canvas = document.createElement("canvas");
  canvas.width = GAP + LINE + WORDS + scales.value.length * LINE;
  canvas.height = HEAD + rows.length * LINE;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("Expected a canvas to draw on, got none.");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  drawHead(context, shown);
  for (const [place, row] of rows.entries()) drawRow(context, shown, row, HEAD + place * LINE);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("Expected a PNG, got none."))), "image/png"),
  );
}

function drawHead(context: CanvasRenderingContext2D, { content, layer, scales }: RowsShown): void {
  const differences = content.value === "differences";
  write(context, layer.value?.name ?? "", GAP, 20, true);
  write(context, differences ? "modified less original, white: no change" : "representatives", GAP, 38);
  scales.value.forEach((scale, index) => {
    const left = GAP + LINE + WORDS + index * LINE;
    write(context, `Cluster ${index + 1}`, left, 20, true);
    write(context, differences ? `±${valueText(scale.limit)}` : `${valueText(scale.low)} to`, left, 38);
    if (!differences) write(context, valueText(scale.high), left, 54);
    else if (index === 0) drawRamp(context, left, 46);
  });
}

function drawRamp(context: CanvasRenderingContext2D, left: number, top: number): void {
  const ramp = context.createLinearGradient(left, 0, left + SIDE, 0);
  const stops = SCENES.colours.difference;
  for (const [place, colour] of stops.entries()) ramp.addColorStop(place / (stops.length - 1), colour);
  context.fillStyle = ramp;
  context.fillRect(left, top, SIDE, 8);
}

function drawRow(context: CanvasRenderingContext2D, shown: RowsShown, row: Row, top: number): void {
  const answer = shown.answers.answerTo(row);
  const input = valueIn(shown.session.inputs.withFill(row.masks.length > 0 ? row.fill : USUAL_FILL));
  if (input) {
    draw(context, masked(input.image, input.fill_image, coverage(row.masks, sizeOf(input.image))), GAP, top, true);
  }
  const left = GAP + LINE;
  const [first] = answer?.classes ?? [];
  const fall = row.reference ? null : shown.fallOf(row);
  write(context, row.name, left, top + 20, true);
  if (first) write(context, `${first.label.name} ${percent(first.probability)}`, left, top + 40);
  if (fall) write(context, fallWords(fall, first?.label.index === fall.label.index), left, top + 60, false, QUIET);
  if (!answer) write(context, "Not answered", left, top + 40, false, QUIET);
  for (const cluster of answer?.clusters ?? []) {
    draw(context, cellPicture(shown, cluster), left + WORDS + cluster.index * LINE, top, false);
  }
}

/** A picture as large as there is room for it, its own shape kept; photos smoothed, maps with their pixels. */
function draw(
  context: CanvasRenderingContext2D,
  { data, height, width }: Picture,
  left: number,
  top: number,
  smooth: boolean,
): void {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  const share = SIDE / Math.max(height, width);
  context.imageSmoothingEnabled = smooth;
  context.drawImage(canvas, left, top, width * share, height * share);
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  left: number,
  base: number,
  strong = false,
  colour = INK,
): void {
  context.fillStyle = colour;
  context.font = `${strong ? 600 : 400} 13px "Inter Variable", system-ui, sans-serif`;
  context.fillText(text, left, base, WORDS - GAP);
}
