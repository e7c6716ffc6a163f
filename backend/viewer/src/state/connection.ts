import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { Complaint } from "../protocol/complaint.ts";
import type { HelloFrame } from "../protocol/messages.ts";
import { StreamClient, type StreamState } from "../protocol/stream.ts";
import { reupload } from "./images.ts";
import { http, streamUrl } from "./server.ts";
import { keepTyped, token } from "./token.ts";

export { http } from "./server.ts";

const state = signal<StreamState>(
  { status: "connecting", retryAt: null, complaint: null },
  { watched: () => queueMicrotask(connect) },
);
const version = signal<string | null>(null);
const outdated = signal(false);

/** How the server can be reached. The connection opens when this is first watched, or with the first request. */
export const connection: ReadonlySignal<StreamState> = state;

/** The server's version of Tetrascope; null before it has greeted. */
export const serverVersion: ReadonlySignal<string | null> = version;

/** Whether the server was replaced by another version since the page was loaded, so that the page should be too. */
export const pageOutdated: ReadonlySignal<boolean> = outdated;

/** Every request of the page goes over it; see `ask`. */
export const stream = new StreamClient(streamUrl, () => token.peek(), {
  onState: (next) => {
    state.value = next;
  },
  onHello: greet,
  diagnose,
  giveImage: reupload,
});

/** Tries at once, where the connection is lost or was refused. */
export function retryNow(): void {
  stream.retryNow();
}

/** The token that the person has typed or pasted. */
export function giveToken(text: string): void {
  const complaint = keepTyped(text);
  if (complaint) state.value = { status: "token", retryAt: null, complaint };
  else stream.retryNow();
}

function greet(hello: HelloFrame): void {
  if (version.value !== null && version.value !== hello.version) outdated.value = true;
  version.value = hello.version;
}

/** Why the stream could not be opened, which a browser does not tell. */
async function diagnose(): Promise<Complaint | null> {
  try {
    await http.health();
  } catch (error) {
    return Complaint.of(error);
  }
  return Complaint.unreachable("The server answers, but its stream could not be opened.", {
    hint: "If this stays, something between the page and the server does not let WebSockets through.",
  });
}

let listening = false;

function connect(): void {
  if (typeof location === "undefined" || location.host === "") return;
  stream.retryNow();
  if (listening) return;
  listening = true;
  addEventListener("online", comeBack);
  addEventListener("pageshow", comeBack);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") comeBack();
  });
  effect(() => {
    if (token.value !== null && state.peek().status === "token") stream.retryNow();
  });
}

/**
 * The computer or the page was asleep. What is lost is tried at once; what seems to be there may be dead without the
 * browser knowing, so ask.
 */
async function comeBack(): Promise<void> {
  const { status } = state.value;
  if (status === "lost") stream.retryNow();
  if (status !== "ready") return;
  try {
    await http.health();
  } catch (error) {
    if (Complaint.of(error).code === "unreachable") stream.reconnect();
  }
}
