import { viewAddresses } from "../address.ts";
import { image, network, networkId } from "../choice.ts";
import { saveFile } from "../download.ts";
import { storedImage } from "../images.ts";
import { http } from "../server.ts";
import { answersAbout } from "./answered.ts";
import { SESSION_ENDING } from "./opened.ts";
import { encodeSession, type SavedPhoto } from "./sessionFile.ts";

const MAX_NAME = 60;

/** Lets the browser save what the person has made and seen of the present picture, to be opened elsewhere. */
export async function saveSession(): Promise<void> {
  const chosen = image.peek();
  const description = network.peek();
  if (!chosen || !description) return;
  const [networks, samples] = await Promise.all([http.networks(), http.samples()]);
  const catalog = new Map<string, object>([
    ["/v1/networks", { networks: networks.filter(({ network_id: id }) => id === networkId.peek()) }],
    [`/v1/networks/${networkId.peek()}`, description],
    ["/v1/samples", { samples: samples.filter((sample) => sample.image.image_id === chosen.imageId) }],
  ]);
  const page = {
    saved: new Date().toISOString(),
    title: chosen.title,
    addresses: viewAddresses(),
    photo: await photoOf(chosen.imageId),
    kept: keptOf(chosen.imageId),
  };
  const name =
    chosen.title
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .slice(0, MAX_NAME)
      .trim() || "Session";
  saveFile(encodeSession(page, catalog, answersAbout(chosen.imageId)), `${name}${SESSION_ENDING}`);
}

async function photoOf(imageId: string): Promise<SavedPhoto | null> {
  const stored = storedImage(imageId);
  if (!stored) return null;
  return {
    image_id: imageId,
    title: stored.title,
    type: stored.file.type,
    width: stored.width,
    height: stored.height,
    note: stored.note ?? null,
    file: new Uint8Array(await stored.file.arrayBuffer()),
    thumbnail: stored.thumbnail && new Uint8Array(await stored.thumbnail.arrayBuffer()),
  };
}

/** What this visit keeps of an image, by name. */
function keptOf(imageId: string): Record<string, string> {
  try {
    const names = Object.keys(sessionStorage).filter((name) => isKept(name) && name.includes(imageId));
    return Object.fromEntries(names.map((name) => [name, sessionStorage.getItem(name) ?? ""]));
  } catch {
    return {}; // no storage, or none allowed
  }
}

/** Whether a name is one under which this page keeps something for a visit. */
export function isKept(name: string): boolean {
  return name.startsWith("tetrascope.modified.");
}
