/** What the tests of the stream start from: a client, a socket that a test answers for, and clocks that stand still. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import { Complaint } from "../../src/protocol/complaint.ts";
import type { LayersRequest, Predictions } from "../../src/protocol/messages.ts";
import { type RequestHandlers, StreamClient, type StreamState } from "../../src/protocol/stream.ts";
import { FakeSocket } from "./fakeSocket.ts";

export const BODY: LayersRequest = { image_id: "0".repeat(32), network_id: "efficientnet-lite0" };
const CONTENT = { masks: [], classes: [] } as unknown as Predictions;

/** Anew before each test. */
export const given = {
  states: [] as StreamState[],
  versions: [] as string[],
  token: null as string | null,
  reason: null as Complaint | null,
  client: null as unknown as StreamClient,
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  given.states = [];
  given.versions = [];
  given.token = null;
  given.reason = Complaint.unreachable("Nobody there.");
  given.client = new StreamClient(
    () => "ws://server/v1/stream",
    () => given.token,
    {
      onState: (state) => given.states.push(state),
      onHello: (hello) => given.versions.push(hello.version),
      diagnose: async () => given.reason,
      giveImage: async () => false,
    },
  );
});

afterEach(() => {
  given.client.close();
  expect(vi.getTimerCount()).toBe(0); // nothing goes on after the end
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Handlers that note what they are told, and how the request ends. */
export function asked(slot?: string, body = BODY) {
  const told: string[] = [];
  const ends: string[] = [];
  const handlers: RequestHandlers = {
    ...(slot === undefined ? {} : { slot }),
    onPart: (part) => told.push(part.kind),
    onProgress: (progress) => told.push(`${progress.done}/${progress.total}`),
    onRestart: () => told.push("restart"),
  };
  const running = given.client.request("layers", body, handlers);
  running.finished.then(
    (ending) => ends.push(ending),
    (complaint: Complaint) => ends.push(complaint.code),
  );
  return { told, ends, running };
}

export function idOf(index: number, socket = FakeSocket.last): string {
  const frame = socket.requests[index];
  if (frame === undefined) throw new Error(`Expected a request ${index}, got ${socket.requests.length}.`);
  return frame.id;
}

export function part(id: string, sequence: number, kind = "layer"): object {
  return { type: "part", id, sequence, kind, content: CONTENT };
}

export function error(id: string | null, code: string): object {
  return { type: "error", id, error: { code, message: "No.", hint: "Next.", field: null } };
}

export const status = () => given.states.at(-1)?.status;
export const settled = () => vi.advanceTimersByTimeAsync(0);

export function connected(): FakeSocket {
  given.client.retryNow();
  FakeSocket.last.hello();
  return FakeSocket.last;
}
