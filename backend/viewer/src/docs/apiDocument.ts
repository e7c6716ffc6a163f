import { Complaint } from "../protocol/complaint.ts";
import type { ErrorEnvelope } from "../protocol/messages.ts";
import { token } from "../state/token.ts";

/** The server's OpenAPI document. */
export interface ApiDocument {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, object>>;
}

/** This server's address, whatever stands before its paths, without a slash at its end. */
export function serverAddress(): string {
  return new URL(".", location.href).href.replace(/\/$/, "");
}

/** The token, as a request's header; nothing where there is none. */
export function authorization(): Record<string, string> {
  return token.value === null ? {} : { Authorization: `Bearer ${token.value}` };
}

/** What the server says of its routes. Rejects with a `Complaint`. */
export async function fetchDocument(signal: AbortSignal): Promise<ApiDocument> {
  const headers = { Accept: "application/json", ...authorization() };
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${serverAddress()}/openapi.json`, { headers, signal, cache: "no-store" });
    answer = await response.json();
  } catch (error) {
    throw Complaint.unreachable("Expected the server's description of its API, got none.", { cause: error });
  }
  if (response.ok) return answer as ApiDocument;
  throw Complaint.from((answer as ErrorEnvelope).error, response.status);
}
