import type { PartOf } from "../../src/protocol/answers.ts";
import { decode } from "../../src/protocol/codec.ts";
import type { Boundary, Pool, PoolRequest } from "../../src/protocol/messages.ts";
import { recordedEvents } from "../protocol/recordings.ts";

interface Frame {
  type: string;
  id: string;
  kind: string;
  content: unknown;
}

const frames = recordedEvents("pool")
  .filter((event) => event.from === "server" && event.frame)
  .map((event) => decode(event.frame as Uint8Array) as Frame);

/** The parts that answered request `id` of the recorded pool session, in order. */
export function partsOf(id: string): PartOf<"pools">[] {
  return frames
    .filter((frame) => frame.type === "part" && frame.id === id)
    .map(({ kind, content }) => ({ kind, content }) as PartOf<"pools">);
}

/** What request `id` of the recorded session asked for. */
export function requestOf(id: string): PoolRequest {
  const asked = recordedEvents("pool")
    .filter((event) => event.from === "client" && event.frame)
    .map((event) => decode(event.frame as Uint8Array) as { id: string; body: PoolRequest });
  const found = asked.find((frame) => frame.id === id);
  if (!found) throw new Error(`Expected a request ${id} in the recorded session, got none.`);
  return found.body;
}

/** The whole pool with which the answer to request `id` ended. */
export function poolOf(id: string): Pool {
  return partsOf(id).find((part) => part.kind === "pool")?.content as Pool;
}

/** The boundary that the session asked for after its first pool. */
export function recordedBoundary(): Boundary {
  return frames.find((frame) => frame.kind === "boundary")?.content as Boundary;
}
