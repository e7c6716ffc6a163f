import { Complaint } from "../protocol/complaint.ts";
import { PICTURE_FORMATS } from "../protocol/messages.ts";

/** The largest file that a server takes by default, in bytes (20 MiB). */
export const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;

/** Longest side, in pixels, of a picture that is converted; networks look at far less. */
const MAX_CONVERTED_SIDE = 4096;

/** What a file is, by its first bytes; a name or a media type may lie. */
export type Format = "jpeg" | "png" | "webp" | "gif" | "bmp" | "avif" | "heic" | "tiff" | "svg" | "unknown";

/** Formats that the server reads as they are. */
const SENT_AS_IS: readonly Format[] = ["jpeg", "png", "webp"];

const EXPECTED = `Expected a photo as ${PICTURE_FORMATS}`;
const HINTS: Partial<Record<Format, string>> = {
  heic: "Save it as JPEG. An iPhone takes JPEGs after Settings > Camera > Formats > Most Compatible.",
  svg: "Export the drawing as PNG, then choose that.",
};
const HINT = "Open it in a picture program and save it as JPEG or PNG, then choose that.";

/** The format that the first bytes of a file (64 or more, where it has them) show. */
export function formatOf(bytes: Uint8Array): Format {
  const text = String.fromCharCode(...bytes.subarray(0, 256));
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return "webp";
  if (text.startsWith("GIF8")) return "gif";
  if (text.startsWith("BM")) return "bmp";
  if (text.startsWith("II*\0") || text.startsWith("MM\0*")) return "tiff";
  if (text.startsWith("ftyp", 4)) {
    if (/^avi[fs]/.test(text.slice(8))) return "avif";
    if (/^(hei[cxms]|hev[cxms]|mif1|msf1)/.test(text.slice(8))) return text.includes("avif") ? "avif" : "heic";
  }
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|!--|!DOCTYPE svg|svg)/i.test(text) && /<svg|<\?xml|DOCTYPE svg/i.test(text))
    return "svg";
  return "unknown";
}

/**
 * A file as the server takes it: JPEG, PNG and WebP as they are, with their media type set right, and other pictures
 * that this browser can read converted. Throws a Complaint for anything else, and for a file that is too large.
 */
export async function preparedFile(file: Blob): Promise<Blob> {
  if (file.size === 0) throw refused("got an empty file", "unknown");
  const format = formatOf(await beginningOf(file));
  if (SENT_AS_IS.includes(format)) return checkedSize(file.slice(0, file.size, `image/${format}`));
  if (format === "svg") throw refused("got a drawing in SVG", format);
  if (format === "unknown" && !file.type.startsWith("image/")) throw refused(`got ${kindOf(file)}`, format);
  return checkedSize(await converted(file, format));
}

async function beginningOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, 256).arrayBuffer());
  } catch (error) {
    throw new Complaint("image_rejected", "Expected a file that can be read, got none.", {
      hint: "It may have been moved or changed since it was chosen; choose it again.",
      cause: error,
    });
  }
}

async function converted(file: Blob, format: Format): Promise<Blob> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (error) {
    const name = format === "unknown" ? kindOf(file) : `a ${format.toUpperCase()} file`;
    throw refused(`got ${name}, which this browser cannot read`, format, error);
  }
  // Few colours and sharp edges keep best as PNG; photos would grow too large.
  const type = format === "gif" || format === "bmp" ? "image/png" : "image/jpeg";
  try {
    return await drawn(bitmap, MAX_CONVERTED_SIDE, type);
  } finally {
    bitmap.close();
  }
}

/**
 * A bitmap drawn anew, over white where it is transparent, with a longer side of at most `side` pixels. `brightened`:
 * as the server shows one of more than 8 bits.
 */
export async function drawn(
  bitmap: ImageBitmap,
  side: number,
  type: "image/png" | "image/jpeg",
  brightened = false,
): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (context === null) throw new Complaint("failed", "This browser gives no canvas to draw the picture on.");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  if (brightened) {
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    brighten(pixels.data);
    context.putImageData(pixels, 0, 0);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92));
  if (blob === null) throw new Complaint("failed", "This browser could not write the picture anew.");
  return blob;
}

/**
 * Brightens pixels (RGBA, in place; opacity stays) as the server brightens numbers of more than 8 bits: what becomes white
 * depends on the bits that the largest needs, 15 where that is from 8 to 15.
 */
export function brighten(pixels: Uint8ClampedArray): void {
  let largest = 0;
  for (let k = 0; k < pixels.length; k++) if (k % 4 !== 3) largest = Math.max(largest, pixels[k] ?? 0);
  if (largest === 0) return;
  const white = 2 ** (Math.floor(Math.log2(largest)) + 1) - 1;
  for (let k = 0; k < pixels.length; k++) if (k % 4 !== 3) pixels[k] = ((pixels[k] ?? 0) * 255) / white;
}

function checkedSize(file: Blob): Blob {
  if (file.size <= MAX_UPLOAD_BYTES) return file;
  const got = (file.size / 1024 / 1024).toFixed(1);
  throw new Complaint("too_large", `Expected a file of at most 20 MiB, got ${got} MiB.`, {
    hint: "Save the picture smaller; the networks look at a few hundred pixels a side.",
  });
}

function refused(got: string, format: Format, cause?: unknown): Complaint {
  return new Complaint("image_rejected", `${EXPECTED}, ${got}.`, { hint: HINTS[format] ?? HINT, cause });
}

function kindOf(file: Blob): string {
  return file.type === "" ? "a file of another kind" : `a file of type ${file.type}`;
}
