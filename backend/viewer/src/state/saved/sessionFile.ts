import { decode, decodeAll, encode } from "../../protocol/codec.ts";
import { Complaint } from "../../protocol/complaint.ts";
import { OPERATION_PARTS } from "../../protocol/messages.ts";
import type { AnyPart } from "../../protocol/underWay.ts";
import type { Exchange } from "./exchange.ts";
import { SESSION_ENDING } from "./opened.ts";

/** Bytes of the largest file that is opened. */
export const MAX_SESSION_BYTES = 256 * 2 ** 20;
const VERSION = 1;

/** A picture of the person's own. */
export interface SavedPhoto {
  readonly image_id: string;
  readonly title: string;
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly note: string | null;
  readonly file: Uint8Array;
  readonly thumbnail: Uint8Array | null;
}

/** What the page itself puts into a session's file, besides what the server answered. */
export interface SavedPage {
  readonly kind: "tetrascope-session";
  readonly version: number;
  /** When it was saved, as ISO 8601. */
  readonly saved: string;
  readonly title: string;
  /** The addresses of the views, that of the one that was shown last. */
  readonly addresses: readonly string[];
  /** The picture; null for a sample, which every server has. */
  readonly photo: SavedPhoto | null;
  /** What the browser keeps of the picture, such as modified images, by name. */
  readonly kept: Readonly<Record<string, string>>;
}

/** A session as a file holds it. */
export interface SavedSession {
  readonly page: SavedPage;
  /** Bodies of what the server answered over HTTP, by path. */
  readonly catalog: ReadonlyMap<string, unknown>;
  readonly exchanges: readonly Exchange[];
}

/** What is put into a file; see `SavedPage`. */
export type NewPage = Omit<SavedPage, "kind" | "version">;

/**
 * A session's file: a recorded session of the protocol (a sequence of MessagePack maps, see protocol/README.md), with
 * what the page itself has to say in front.
 */
export function encodeSession(
  page: NewPage,
  catalog: ReadonlyMap<string, object>,
  exchanges: readonly Exchange[],
): Blob {
  const own: SavedPage = { kind: "tetrascope-session", version: VERSION, ...page };
  const events: object[] = [{ from: "client", over: "page", body: encode(own) }];
  for (const [path, message] of catalog) {
    events.push({ from: "client", over: "http", method: "GET", path, headers: {} });
    const headers = { "Content-Type": "application/msgpack" };
    events.push({ from: "server", over: "http", status: 200, headers, body: encode(message) });
  }
  for (const [number, { operation, body, parts }] of exchanges.entries()) {
    const id = String(number + 1);
    events.push({ from: "client", over: "stream", frame: encode({ type: "request", id, operation, body }) });
    for (const [sequence, { kind, content }] of parts.entries()) {
      events.push({ from: "server", over: "stream", frame: encode({ type: "part", id, sequence, kind, content }) });
    }
    events.push({ from: "server", over: "stream", frame: encode({ type: "done", id, seconds: 0 }) });
  }
  return new Blob(events.map((event) => encode(event) as Uint8Array<ArrayBuffer>));
}

interface FileEvent {
  readonly from?: string;
  readonly over?: string;
  readonly path?: string;
  readonly body?: Uint8Array;
  readonly frame?: Uint8Array;
}

/** The session that a file holds. Throws a Complaint where it holds none. */
export function decodeSession(file: Uint8Array): SavedSession {
  try {
    const [first, ...events] = decodeAll(file) as FileEvent[];
    return { page: pageOf(first), ...conversationOf(events) };
  } catch (error) {
    if (error instanceof Complaint) throw error;
    throw noSession("Expected a saved session, got a file that cannot be read as one.", error);
  }
}

function pageOf(first: FileEvent | undefined): SavedPage {
  const page = first?.over === "page" && first.body ? (decode(first.body) as Partial<SavedPage>) : null;
  if (page?.kind !== "tetrascope-session") throw noSession("Expected a saved session, got another file.");
  if (page.version !== VERSION) {
    throw noSession(`Expected a saved session of version ${VERSION}, got version ${page.version}.`);
  }
  const { addresses, kept, title, saved } = page;
  if (page.photo && !isPhoto(page.photo)) throw noSession("Expected a saved session with its picture, got another.");
  const texts = [title, saved, ...(addresses ?? [null]), ...Object.values(kept ?? { none: null })];
  if (!Array.isArray(addresses) || !texts.every((text) => typeof text === "string")) {
    throw noSession("Expected a whole session, got one of which something is missing.");
  }
  return page as SavedPage;
}

function isPhoto({ image_id, title, type, width, height, file, thumbnail }: Partial<SavedPhoto>): boolean {
  return (
    [image_id, title, type].every((text) => typeof text === "string") &&
    [width, height].every((side) => Number.isSafeInteger(side)) &&
    file instanceof Uint8Array &&
    (thumbnail === null || thumbnail instanceof Uint8Array)
  );
}

function conversationOf(events: readonly FileEvent[]): Pick<SavedSession, "catalog" | "exchanges"> {
  const catalog = new Map<string, unknown>();
  const exchanges = new Map<string, { operation: string; body: object; parts: AnyPart[] }>();
  let path: string | null = null;
  for (const { from, over, path: asked, body, frame } of events) {
    if (over === "http" && from === "client") path = asked ?? null;
    else if (over === "http" && path !== null && body) catalog.set(path, decode(body));
    else if (over === "stream" && frame) takeFrame(decode(frame) as Record<string, unknown>, exchanges);
  }
  return { catalog, exchanges: [...exchanges.values()] as unknown as Exchange[] };
}

function takeFrame(
  { type, id, operation, body, kind, content }: Record<string, unknown>,
  exchanges: Map<string, { operation: string; body: object; parts: AnyPart[] }>,
): void {
  if (type === "request" && String(operation) in OPERATION_PARTS) {
    exchanges.set(String(id), { operation: String(operation), body: body as object, parts: [] });
  }
  if (type === "part") exchanges.get(String(id))?.parts.push({ kind, content } as AnyPart);
}

function noSession(message: string, cause?: unknown): Complaint {
  const hint = `“Save this session” at the top of the page makes such files; their names end with ${SESSION_ENDING}.`;
  return new Complaint("no_session", message, { hint, cause });
}
