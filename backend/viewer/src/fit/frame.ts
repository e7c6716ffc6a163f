import type { Area } from "../protocol/messages.ts";
import type { Fit } from "../state/fitting.ts";

/** Rows and columns of a picture, in pixels. */
interface Picture {
  width: number;
  height: number;
}

/** Rows and columns of a network's input, in pixels. */
interface NetworkInput {
  input_width: number;
  input_height: number;
}

/** A part of a picture, in shares of its width and height. */
export interface Part {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * The largest part of a picture with the shape of a network's input: what the server cuts out and scales. It lies `at`
 * a place between the left or top end, 0, and the right or bottom end, 1.
 */
export function readPart(picture: Picture, network: NetworkInput, at = 0.5): Part {
  const wanted = network.input_width / network.input_height;
  const has = picture.width / picture.height;
  const width = has > wanted ? wanted / has : 1;
  const height = has > wanted ? 1 : has / wanted;
  return { left: (1 - width) * at, top: (1 - height) * at, width, height };
}

/**
 * The part of a network's input that a padded picture fills, in whole pixels: what an answer's `framing.input` will say.
 * The server reckons in single precision, as TensorFlow does, and so must this: it may decide about a row.
 */
export function filledPart(picture: Picture, { input_width, input_height }: NetworkInput): Area {
  const shrunk = Math.max(Math.fround(picture.height / input_height), Math.fround(picture.width / input_width));
  const height = Math.fround(picture.height / shrunk);
  const width = Math.fround(picture.width / shrunk);
  return {
    top: Math.max(0, Math.floor(Math.fround(input_height - height) / 2)),
    left: Math.max(0, Math.floor(Math.fround(input_width - width) / 2)),
    height: Math.max(1, Math.floor(height)),
    width: Math.max(1, Math.floor(width)),
  };
}

/** Which way a part can be moved, and how far in shares of the picture; null where it is as good as all of it. */
export function roomOf(part: Part): { axis: "x" | "y"; room: number } | null {
  const [across, down] = [1 - part.width, 1 - part.height];
  if (Math.max(across, down) < 0.01) return null;
  return across > down ? { axis: "x", room: across } : { axis: "y", room: down };
}

/** Where a crop lies after it was moved by a share of the picture, from `at`, within the room there is. */
export function moved(at: number, share: number, room: number): number {
  return room > 0 ? place(at + share / room) : at;
}

/** A place of a crop as the address and a request have it: within its ends, in hundredths. */
export function place(at: number): number {
  return Math.round(Math.min(1, Math.max(0, at)) * 100) / 100;
}

/** Where a key moves a crop; null for keys that do not move it. */
export function placeAfterKey(key: string, at: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: -0.02,
    ArrowUp: -0.02,
    ArrowRight: 0.02,
    ArrowDown: 0.02,
    PageUp: -0.1,
    PageDown: 0.1,
    Home: -1,
    End: 1,
  };
  const step = steps[key];
  return step === undefined ? null : place(at + step);
}

/** The shape in which a picture is shown: its own where it is cropped, else that of the input it is brought into. */
export function shownShape(picture: Picture, network: NetworkInput, fit: Fit): number {
  return fit === "crop" ? picture.width / picture.height : network.input_width / network.input_height;
}
