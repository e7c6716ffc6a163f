import { Complaint } from "../../protocol/complaint.ts";
import { takeAddresses } from "../address.ts";
import { reloadCatalog } from "../catalog.ts";
import { image } from "../choice.ts";
import { keepSaved } from "../images.ts";
import { OpenedSession, opened } from "./opened.ts";
import { sameQuestionText } from "./sameQuestion.ts";
import { isKept } from "./saveSession.ts";
import { decodeSession, MAX_SESSION_BYTES, type SavedPhoto } from "./sessionFile.ts";

const PICTURE = /^image\/(jpeg|png|webp|gif|bmp)$/;

/** Opens a session that was saved as a file, in place of what is shown. Throws a Complaint where it is none. */
export async function openSession(file: Blob): Promise<void> {
  if (file.size > MAX_SESSION_BYTES) {
    const message = `Expected a saved session of at most ${MAX_SESSION_BYTES / 2 ** 20} MiB, got a larger file.`;
    throw new Complaint("too_large", message);
  }
  const session = decodeSession(new Uint8Array(await file.arrayBuffer()));
  const { photo, addresses, kept } = session.page;
  if (photo) await keepSaved(storedFrom(photo));
  keepAgain(kept);
  opened.value = new OpenedSession(session, sameQuestionText);
  await reloadCatalog(); // a network that this server lacks is known then
  image.value = null; // so that what is kept of the picture is looked at again, also where the same one is shown
  takeAddresses(addresses);
}

/** Goes on without the session: the server is asked for everything. */
export function closeSession(): void {
  opened.value = null;
  void reloadCatalog();
}

function storedFrom({ image_id, title, type, width, height, note, file, thumbnail }: SavedPhoto) {
  return {
    imageId: image_id,
    title,
    origin: "upload" as const,
    width,
    height,
    note,
    file: new Blob([file as Uint8Array<ArrayBuffer>], { type: PICTURE.test(type) ? type : "image/png" }),
    thumbnail: thumbnail && new Blob([thumbnail as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }),
    added: Date.now(),
  };
}

function keepAgain(kept: Readonly<Record<string, string>>): void {
  try {
    for (const [name, text] of Object.entries(kept)) if (isKept(name)) sessionStorage.setItem(name, text);
  } catch {
    // No storage, or none allowed: the masks of the present view come with its address.
  }
}
