import { token } from "../../ui/tokens.ts";
import type { BoardButton, BoardItem, BoardPicture } from "./boardItem.ts";
import { GAP, LINE, type PlacedItem, TITLE } from "./boardLayout.ts";

/** Radii of corners, in em. */
export const BOARD_RADIUS = 0.8;
export const BUTTON_RADIUS = 0.5;

/** A rectangle on a board, in em from its top left. */
interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a board is drawn with. */
export interface BoardLook {
  readonly family: string;
  /** Pixels of an em. */
  readonly em: number;
  /** Whether its words stand in the middle. */
  readonly centred: boolean;
}

/** Draws a board. */
export function drawBoard(
  context: CanvasRenderingContext2D,
  placed: readonly PlacedItem[],
  size: { width: number; height: number },
  { family, em, centred }: BoardLook,
): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(em, 0, 0, em, 0, 0);
  context.fillStyle = token("--surface");
  context.strokeStyle = token("--line-strong");
  context.lineWidth = 0.08;
  box(context, { x: 0.05, y: 0.05, width: size.width - 0.1, height: size.height - 0.1 }, BOARD_RADIUS);
  context.fill();
  context.stroke();
  for (const one of placed) drawItem(context, one, family, centred);
}

function drawItem(context: CanvasRenderingContext2D, placed: PlacedItem, family: string, centred: boolean): void {
  const { item, x, y, width, lines } = placed;
  switch (item.kind) {
    case "title":
    case "text": {
      const size = item.kind === "title" ? TITLE : 1;
      font(context, family, size, size > 1 ? 640 : 400);
      context.fillStyle = token(item.kind === "text" && item.muted ? "--text-muted" : "--text");
      context.textAlign = centred ? "center" : "left";
      write(context, lines, centred ? x + width / 2 : x, y, size);
      context.textAlign = "left";
      return;
    }
    case "bar":
      drawBar(context, item, placed, family);
      return;
    case "picture":
      drawPicture(context, item.picture, { x, y, width, height: item.height }, item.sharp ?? false);
      font(context, family, 1, 400);
      context.fillStyle = token("--text-muted");
      write(context, lines, x, y + item.height, 1);
      return;
    case "button":
      drawButton(context, item, placed, family);
      return;
    case "row":
      return;
  }
}

function drawBar(
  context: CanvasRenderingContext2D,
  { text, value, share, strong = false }: BoardItem & { kind: "bar" },
  { x, y, width, height }: PlacedItem,
  family: string,
): void {
  context.fillStyle = token("--sunken");
  box(context, { x, y, width, height }, 0.25);
  context.fill();
  if (share > 0) {
    context.fillStyle = token("--accent-soft");
    box(context, { x, y, width: Math.max(0.3, width * Math.min(1, share)), height }, 0.25);
    context.fill();
  }
  font(context, family, 1, strong ? 640 : 400);
  context.fillStyle = token("--text");
  context.textBaseline = "middle";
  context.textAlign = "right";
  context.fillText(value, x + width - 0.4, y + height / 2);
  context.textAlign = "left";
  context.fillText(shortened(context, text, width - 1.4 - context.measureText(value).width), x + 0.4, y + height / 2);
}

function drawButton(
  context: CanvasRenderingContext2D,
  { picture, height: high = 4, sharp = false, pressed = false, disabled = false }: BoardButton,
  { x, y, width, height, lines }: PlacedItem,
  family: string,
): void {
  context.globalAlpha = disabled ? 0.45 : 1;
  context.fillStyle = token(pressed ? "--accent" : "--sunken");
  context.strokeStyle = token("--line-strong");
  context.lineWidth = 0.06;
  box(context, { x, y, width, height }, BUTTON_RADIUS);
  context.fill();
  context.stroke();
  if (picture) drawPicture(context, picture, { x: x + GAP, y: y + GAP, width: width - 2 * GAP, height: high }, sharp);
  font(context, family, 1, 520);
  context.fillStyle = token(pressed ? "--on-accent" : "--text");
  context.textAlign = "center";
  const text = lines.length * LINE;
  const top = picture ? y + GAP + high + (height - GAP - high - text) / 2 : y + (height - text) / 2;
  write(context, lines, x + width / 2, top, 1);
  context.textAlign = "left";
  context.globalAlpha = 1;
}

function drawPicture(context: CanvasRenderingContext2D, picture: BoardPicture, room: Room, sharp: boolean): void {
  const { x, y, width, height } = fitted(picture, room);
  context.imageSmoothingEnabled = !sharp;
  const source = picture instanceof ImageData ? canvasOf(picture) : picture;
  context.drawImage(source, x, y, width, height);
}

/** Where a picture is drawn in its room: as large as it can be, in the middle. */
export function fitted({ width, height }: BoardPicture, room: Room): Room {
  const scale = Math.min(room.width / width, room.height / height);
  const size = { width: width * scale, height: height * scale };
  return { x: room.x + (room.width - size.width) / 2, y: room.y + (room.height - size.height) / 2, ...size };
}

function canvasOf(picture: ImageData): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.putImageData(picture, 0, 0);
  return canvas;
}

/** Sets the font, at a size in em. */
export function font(context: CanvasRenderingContext2D, family: string, size: number, weight: number): void {
  context.font = `${weight} ${size}px ${family}`;
}

function write(context: CanvasRenderingContext2D, lines: readonly string[], x: number, y: number, size: number): void {
  context.textBaseline = "middle";
  for (const [k, line] of lines.entries()) context.fillText(line, x, y + (k + 0.5) * LINE * size);
}

function shortened(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  const shown = [...text];
  while (shown.length > 1 && context.measureText(`${shown.join("")}…`).width > width) shown.pop();
  return `${shown.join("").trimEnd()}…`;
}

function box(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  radius: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
}
