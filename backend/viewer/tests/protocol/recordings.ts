import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeMulti } from "@msgpack/msgpack";

/** A file of the repository's protocol folder. */
export function protocolFile(path: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, "../../../../protocol", path)));
}

/** An event of a recorded session; see the guide, "Golden messages and sessions". */
export interface RecordedEvent {
  from: "client" | "server";
  over: "http" | "stream";
  frame?: Uint8Array<ArrayBuffer>;
  close?: number;
  status?: number;
  headers?: Record<string, string>;
  path?: string;
  body?: Uint8Array<ArrayBuffer>;
}

/** The events of a recorded session, in order. */
export function recordedEvents(name: string): RecordedEvent[] {
  return [...decodeMulti(protocolFile(`sessions/${name}.msgpack`))] as RecordedEvent[];
}
