import { type ReadonlySignal, signal } from "@preact/signals";
import type { Sample } from "../protocol/messages.ts";
import { dismissGone, goneImages, noteGone } from "./goneImages.ts";
import { drawn, preparedFile } from "./imageFile.ts";
import { type StoredImage, storedImages, storeImage, unstoreImage } from "./imageStore.ts";
import { http } from "./server.ts";

/** An image that can be asked about. */
export interface ChosenImage {
  imageId: string;
  title: string;
  /** `link`: named by an address, and nothing is known of it but its id. */
  origin: "sample" | "upload" | "camera" | "link";
  /** A `blob:` URL; null where there is no picture of it. */
  thumbnailUrl: string | null;
  /** Columns in pixels; 0 where not known. */
  width: number;
  /** Rows in pixels; 0 where not known. */
  height: number;
  /** Who made it, to be shown with it. */
  credit: string | null;
  /** What the server did to its values, such as which of 16 bits it shows; null for nothing. */
  note: string | null;
}

/** How many of the person's own images are kept; one more takes the place of the oldest. */
export const MAX_UPLOADS = 12;
/** Longest side of a thumbnail in pixels. */
const THUMBNAIL_SIDE = 192;

const list = signal<ChosenImage[]>([]);
/** What is kept of each image in `list`. */
const stored = new Map<string, StoredImage>();
const samples = new Map<string, ChosenImage>();
const uploading = new Map<string, Promise<boolean>>();

/** The person's own images, newest first. Those of earlier visits come from the browser's store. */
export const uploads: ReadonlySignal<ChosenImage[]> = list;

/** Resolves once the images of earlier visits are in `uploads`. */
export const restored: Promise<void> = restore();

/**
 * Gives the server one of the person's images and keeps it; what goes to make room is in `goneImages`. Throws a Complaint where this browser or the server will
 * not have it; nothing is kept then.
 */
export async function addImage(file: Blob, title: string, origin: "upload" | "camera"): Promise<ChosenImage> {
  const prepared = await preparedFile(file);
  const info = await http.upload(prepared);
  // Of more than 8 bits a browser shows the upper ones, which may be black: only the server looks at what is there.
  const thumbnail = await thumbnailOf(prepared, info.note !== null);
  const image: StoredImage = {
    imageId: info.image_id,
    title,
    origin,
    width: info.width,
    height: info.height,
    note: info.note,
    file: prepared,
    thumbnail,
    added: Date.now(),
  };
  await restored;
  const chosen = keep(image);
  void storeImage(image);
  makeRoom();
  return chosen;
}

/** What is kept of one of the person's own images; undefined where it is none, or gone. */
export function storedImage(imageId: string): StoredImage | undefined {
  return stored.get(imageId);
}

/** Keeps an image that was saved with a session, without a server: it is given to one that is asked about it. */
export async function keepSaved(image: StoredImage): Promise<void> {
  await restored;
  keep(image);
  void storeImage(image);
  makeRoom();
}

/**
 * Keeps the images again that are in `goneImages`, in their old places. Where there is no room, those that were added
 * last go instead.
 */
export function bringBack(): void {
  const images = goneImages.peek()?.images ?? [];
  dismissGone();
  const all = [...stored.values(), ...images].sort((one, other) => other.added - one.added);
  const over = Math.max(0, all.length - MAX_UPLOADS);
  for (const { imageId } of all.slice(0, over)) drop(imageId);
  for (const image of images) if (!stored.has(image.imageId)) void storeImage(image);
  // Kept from the oldest to the newest, each comes to stand in front.
  for (const image of all.slice(over).reverse()) keep(image);
}

/** Gives the server an image again that it has dropped. False where the image is not among those kept here. */
export function reupload(imageId: string): Promise<boolean> {
  const under = uploading.get(imageId);
  if (under !== undefined) return under;
  const upload = uploadAgain(imageId).finally(() => uploading.delete(imageId));
  uploading.set(imageId, upload);
  return upload;
}

/** Drops one of the person's own images from this browser; `bringBack` keeps it again. */
export function forgetImage(imageId: string): void {
  const image = drop(imageId);
  if (image !== undefined) noteGone(image, false);
}

/** A sample as an image. The same sample gives the same object, so its thumbnail is made once. */
export function sampleImage(sample: Sample): ChosenImage {
  const { image, title, credit, thumbnail } = sample;
  const known = samples.get(image.image_id);
  if (known !== undefined) return known;
  const picture = new Blob([thumbnail as Uint8Array<ArrayBuffer>], { type: "image/jpeg" });
  const chosen: ChosenImage = {
    imageId: image.image_id,
    title,
    origin: "sample",
    thumbnailUrl: URL.createObjectURL(picture),
    width: image.width,
    height: image.height,
    credit,
    note: image.note,
  };
  samples.set(image.image_id, chosen);
  return chosen;
}

async function uploadAgain(imageId: string): Promise<boolean> {
  await restored;
  const image = stored.get(imageId);
  if (image === undefined) return false;
  const info = await http.upload(image.file);
  return info.image_id === imageId;
}

async function restore(): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  const images = await storedImages();
  for (const image of images.reverse()) keep(image);
}

/** Drops the oldest images beyond the twelfth. */
function makeRoom(): void {
  for (const { imageId } of list.value.slice(MAX_UPLOADS)) {
    const image = drop(imageId);
    if (image !== undefined) noteGone(image, true);
  }
}

/** Puts an image at the front of the list. */
function keep(image: StoredImage): ChosenImage {
  const { imageId, title, origin, width, height, thumbnail, note = null } = image;
  const before = list.value.find((one) => one.imageId === imageId);
  const chosen: ChosenImage = {
    imageId,
    title,
    origin,
    thumbnailUrl: before?.thumbnailUrl ?? (thumbnail === null ? null : URL.createObjectURL(thumbnail)),
    width,
    height,
    credit: null,
    note,
  };
  stored.set(imageId, image);
  list.value = [chosen, ...list.value.filter((one) => one !== before)];
  return chosen;
}

/** Takes an image out of the list and the store; what was kept of it, undefined where nothing was. */
function drop(imageId: string): StoredImage | undefined {
  const image = stored.get(imageId);
  const shown = list.value.find((one) => one.imageId === imageId);
  stored.delete(imageId);
  list.value = list.value.filter((one) => one !== shown);
  void unstoreImage(imageId);
  if (shown && shown.thumbnailUrl !== null) URL.revokeObjectURL(shown.thumbnailUrl);
  return image;
}

/** A small picture of a file, turned as its EXIF data asks; null where this browser cannot make one. */
async function thumbnailOf(file: Blob, brightened: boolean): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    try {
      return await drawn(bitmap, THUMBNAIL_SIDE, "image/jpeg", brightened);
    } finally {
      bitmap.close();
    }
  } catch {
    return null;
  }
}
