import { toBase64 } from "../../protocol/base64.ts";
import type { OperationRequests } from "../../protocol/messages.ts";
import type { AnyPart } from "../../protocol/underWay.ts";

/** A question to the server, and all parts of its answer. */
export interface Exchange {
  readonly operation: keyof OperationRequests;
  readonly body: OperationRequests[keyof OperationRequests];
  readonly parts: readonly AnyPart[];
}

/** The same text for the same question, in whichever order its fields stand. */
export function questionText(operation: string, body: object): string {
  return `${operation} ${JSON.stringify(body, ordered)}`;
}

function ordered(_name: string, value: unknown): unknown {
  if (value instanceof Uint8Array) return toBase64(value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The image that a question is about. */
export function imageOf(body: object): string | null {
  const { image_id: imageId, pool } = body as { image_id?: unknown; pool?: object };
  if (typeof imageId === "string") return imageId;
  return pool ? imageOf(pool) : null;
}

/** Bytes that an answer's tensors and pictures hold, at least. */
export function weightOf(value: unknown): number {
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== "object" || value === null) return 8;
  return Object.values(value).reduce((sum: number, each) => sum + weightOf(each), 0);
}
