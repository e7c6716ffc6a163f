import { HttpClient } from "../protocol/http.ts";
import { token } from "./token.ts";

/** The server that this page came from, over HTTP. */
export const http = new HttpClient("", () => token.value);

/** The address of its stream. */
export function streamUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/stream`;
}
