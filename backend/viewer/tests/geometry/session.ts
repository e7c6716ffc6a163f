import { readFileSync } from "node:fs";
import { decode, decodeMulti } from "@msgpack/msgpack";
import type { ClusteredLayer, NetworkDescription, Predictions } from "../../src/protocol/messages.ts";

interface Event {
  from: string;
  body?: Uint8Array;
  frame?: Uint8Array;
}
interface Part {
  type: string;
  id: string;
  kind: string;
  content: unknown;
}

/** The recorded session of a real analysis with the default network: its description, and the answer to its first request. */
export function structureSession(): {
  network: NetworkDescription;
  layers: ClusteredLayer[];
  predictions: Predictions;
} {
  const bytes = readFileSync(new URL("../../../../protocol/sessions/structure.msgpack", import.meta.url));
  const events = [...decodeMulti(bytes)] as Event[];
  const bodies = events
    .filter((event) => event.from === "server" && event.body?.length)
    .map((event) => decode(event.body ?? []));
  const network = bodies.find(
    (body) => typeof body === "object" && body !== null && "stages" in body,
  ) as NetworkDescription;
  const parts = events
    .filter((event) => event.from === "server" && event.frame)
    .map((event) => decode(event.frame ?? []) as Part)
    .filter((frame) => frame.type === "part" && frame.id === "1");
  const contents = (kind: string) => parts.filter((part) => part.kind === kind).map((part) => part.content);
  return {
    network,
    layers: contents("layer") as ClusteredLayer[],
    predictions: contents("predictions")[0] as Predictions,
  };
}
